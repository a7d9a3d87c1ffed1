package io.ucad.admin.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonObject;
import io.ucad.admin.testing.As;
import io.ucad.admin.testing.Database;
import io.ucad.store.TaskName;
import io.ucad.store.VersionId;
import io.ucad.trainer.preset.Adjustment;
import io.ucad.trainer.preset.Presets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What learning will take, and what is wanted otherwise than a preset has it. */
class EstimateTest {
  private static final Adjustment LARGER =
      new Adjustment(
          OptionalInt.of(448), OptionalInt.empty(), OptionalInt.empty(), OptionalDouble.empty());

  @ParameterizedTest
  @EnumSource
  void passesTellAtFirstAndJobsOnceThereAreSome(Database database) {
    var bench = new Bench(database);

    Map<String, Estimate> first = estimate(bench, List.of(20L), Adjustment.NONE);
    assertThat(first).containsOnlyKeys(Presets.NAMES);
    assertThat(of(first, "paper").fromJobs()).isFalse();
    assertThat(of(first, "paper").time()).isPositive();

    bench.learned(bench.task("tile"));

    Map<String, Estimate> then = estimate(bench, List.of(20L), Adjustment.NONE);
    assertThat(of(then, "fast").fromJobs()).isTrue();
    assertThat(of(then, "fast").time()).isPositive();
    assertThat(then.get("paper")).isEqualTo(first.get("paper"));
  }

  @ParameterizedTest
  @EnumSource
  void moreTasksAndLargerInputsTakeLonger(Database database) {
    var bench = new Bench(database);
    long one = millis(estimate(bench, List.of(20L), Adjustment.NONE));

    assertThat(millis(estimate(bench, List.of(20L, 20L), Adjustment.NONE)))
        .isCloseTo(2 * one, within(2L));
    assertThat(millis(estimate(bench, List.of(20L), LARGER))).isCloseTo(4 * one, within(4L));
    assertThat(millis(estimate(bench, List.of(), Adjustment.NONE))).isZero();
  }

  @ParameterizedTest
  @EnumSource
  void whatIsWantedOtherwiseIsWhatIsLearned(Database database) {
    var bench = new Bench(database);
    String tile = bench.task("tile");
    var wanted =
        new Adjustment(
            OptionalInt.of(112), OptionalInt.of(200), OptionalInt.of(1), OptionalDouble.of(0.15));
    long job =
        As.admin(() -> bench.node().get(JobService.class).learn(List.of(tile), "fast", 1, wanted));

    bench.worker("one").work(job);

    JobRow done = bench.row(job);
    assertThat(done.state()).as(done.problem()).isEqualTo(JobState.DONE);
    assertThat(done.adjustment()).isEqualTo(wanted);
    JsonObject preset =
        bench
            .store()
            .version(new VersionId(done.parts().get(0).version().orElseThrow()))
            .manifest()
            .task(new TaskName(tile))
            .orElseThrow()
            .attributes()
            .getAsJsonObject("preset");
    assertThat(preset.getAsJsonObject("features").get("size").getAsInt()).isEqualTo(112);
    assertThat(preset.getAsJsonObject("bank").get("knowledge").getAsInt()).isEqualTo(200);
    assertThat(preset.getAsJsonObject("prompts").get("epochs").getAsInt()).isEqualTo(1);
    assertThat(preset.getAsJsonObject("scoring").get("falseAlarmRate").getAsDouble())
        .isEqualTo(0.15);
    assertThat(As.admin(() -> bench.node().get(JobService.class).losses(job))).hasSize(1);
  }

  private static Map<String, Estimate> estimate(
      Bench bench, List<Long> images, Adjustment adjustment) {
    return As.admin(
        () -> bench.node().get(EstimateService.class).estimate(images, Presets.NAMES, adjustment));
  }

  private static Estimate of(Map<String, Estimate> found, String preset) {
    return Objects.requireNonNull(found.get(preset), preset);
  }

  private static long millis(Map<String, Estimate> found) {
    return of(found, "paper").time().toMillis();
  }
}
