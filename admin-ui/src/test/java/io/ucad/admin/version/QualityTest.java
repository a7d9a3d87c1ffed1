package io.ucad.admin.version;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ucad.admin.testing.As;
import io.ucad.admin.testing.Database;
import io.ucad.detector.Verdict;
import io.ucad.evaluation.OperatingPoint;
import io.ucad.trainer.evaluate.ImageResult;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What was measured is kept image by image, once for all versions that say the same. */
class QualityTest {
  @ParameterizedTest
  @EnumSource
  void everyScoreComesBackExactlyWithLabelAndRoute(Database database) {
    var shelf = new Shelf(database);
    String tile = shelf.task("tile");
    int version = shelf.publish(tile, "1");
    List<ImageResult> results = new ArrayList<>();
    results.addAll(shelf.results(tile, new float[] {0.1f, 1 / 3f}, new float[] {0.7f}));
    results.addAll(shelf.results("another", new float[] {1e-7f}, new float[] {}));
    ImageResult first = results.get(0);
    results.set(0, new ImageResult(first.image(), tile, Math.nextUp(0.3f), 0.5f, Verdict.UNKNOWN));
    shelf.measure(version, tile, results);
    TaskQuality found = As.admin(() -> shelf.get(QualityService.class).task(version, tile));
    assertThat(found.sheet().orElseThrow().images())
        .containsExactly(
            new ScoredImage("test/good/000.png", "good", tile, false, Math.nextUp(0.3f)),
            new ScoredImage("test/good/001.png", "good", tile, true, 1 / 3f),
            new ScoredImage("test/crack/002.png", "crack", tile, true, 0.7f),
            new ScoredImage("test/good/000.png", "good", "another", true, 1e-7f));
    RoutingTable routing = As.admin(() -> shelf.get(QualityService.class).routing(version, 0, 50));
    assertThat(routing.tasks()).containsExactly(tile);
    assertThat(routing.routed()).containsExactly("another", tile);
    assertThat(routing.counts()).containsExactly(List.of(1L, 2L));
    assertThat(routing.unknown()).containsExactly(1L);
  }

  @ParameterizedTest
  @EnumSource
  void versionsThatSayTheSameShareASheetAndOthersHaveTheirOwn(Database database) {
    var shelf = new Shelf(database);
    String tile = shelf.task("tile");
    float[] good = {0.1f, 0.2f};
    float[] bad = {0.3f};
    int v1 = shelf.publish(tile, "1");
    shelf.measure(v1, tile, good, bad);
    int v2 = shelf.publish(shelf.task("other"), "1");
    shelf.measure(v2, tile, good, bad);
    shelf.measure(v2, tile, good, bad);
    assertThat(shelf.sheets(tile)).isEqualTo(1);
    int v3 = shelf.publish(tile, "2");
    shelf.measure(v3, tile, good, new float[] {Math.nextUp(0.3f)});
    assertThat(shelf.sheets(tile)).isEqualTo(2);
    QualityService quality = shelf.get(QualityService.class);
    As.admin(
        () -> {
          assertThat(quality.task(v2, tile).sheet()).isEqualTo(quality.task(v1, tile).sheet());
          assertThat(quality.task(v3, tile).sheet()).isNotEqualTo(quality.task(v1, tile).sheet());
        });
  }

  @Test
  void aSheetOfAHundredImagesIsSmall() {
    var random = new SplittableRandom(1);
    List<ScoredImage> images = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      images.add(
          new ScoredImage(
              "test/scratch/%03d.png".formatted(i),
              "scratch",
              "bottle",
              true,
              (float) random.nextDouble()));
    }
    var sheet = new ScoreSheet(images);
    byte[] packed = SheetBytes.pack(SheetBytes.text(sheet));
    assertThat(packed.length).isLessThan(2_000);
    assertThat(SheetBytes.read(packed)).isEqualTo(sheet);
  }

  @Test
  void curvesAreThoseOfTheScores() {
    var sheet =
        new ScoreSheet(
            List.of(
                new ScoredImage("a", "good", "t", true, 0.1f),
                new ScoredImage("b", "good", "t", true, 0.6f),
                new ScoredImage("c", "crack", "t", true, 0.5f),
                new ScoredImage("d", "crack", "t", true, 0.9f)));
    assertThat(sheet.curve(200))
        .extracting(OperatingPoint::falsePositiveRate)
        .containsExactly(0.0, 0.5, 0.5, 1.0);
    assertThat(sheet.curve(200))
        .extracting(OperatingPoint::recall)
        .containsExactly(0.5, 0.5, 1.0, 1.0);
    assertThat(new ScoreSheet(sheet.images().subList(0, 2)).curve(200)).isEmpty();
  }

  @Test
  void thresholdsHaveTheConsequencesThatTheDetectorWouldDraw() {
    var sheet =
        new ScoreSheet(
            List.of(
                new ScoredImage("ok", "good", "t", true, 0.2f),
                new ScoredImage("at the review threshold", "crack", "t", true, 0.4f),
                new ScoredImage("review", "good", "t", true, 0.5f),
                new ScoredImage("at the threshold", "crack", "t", true, 0.6f),
                new ScoredImage("ng", "good", "t", true, 0.61f),
                new ScoredImage("ng too", "crack", "t", true, 0.9f),
                new ScoredImage("unknown", "crack", "t", false, 0.1f),
                new ScoredImage("elsewhere", "good", "u", true, 0.9f)));
    Consequences found = Consequences.of(sheet, "t", 0.6f, 0.4f);
    assertThat(found).isEqualTo(new Consequences(3, 1, 3, 1, 2, 2));
    assertThat(found.judged()).isEqualTo(6);
    assertThat(Consequences.of(sheet, "t", 0.4f, 0.4f).review()).isZero();
  }

  @ParameterizedTest
  @EnumSource
  void theMatrixIsPagedAndForgettingFollowsTheLineage(Database database) {
    var shelf = new Shelf(database);
    String a = shelf.task("aaa");
    String b = shelf.task("aab");
    float[] good = {0.1f, 0.2f};
    int v1 = shelf.publish(a, "1");
    shelf.measure(v1, a, good, new float[] {0.3f, 0.4f});
    int v2 = shelf.publish(b, "1");
    shelf.measure(v2, a, good, new float[] {0.15f, 0.4f});
    shelf.measure(v2, b, good, new float[] {0.3f, 0.05f});
    QualityService quality = shelf.get(QualityService.class);
    As.admin(
        () -> {
          QualityGrid grid = quality.grid(Measure.AUROC, 0, 2, 0, 2);
          assertThat(grid.tasks()).hasSize(2);
          assertThat(grid.versions()).endsWith(v2);
          assertThat(grid.allVersions()).isGreaterThanOrEqualTo(2);
          assertThat(grid.allTasks()).isGreaterThanOrEqualTo(2);
          Forgetting found = quality.forgetting(Measure.AUROC, v2);
          Forgetting.Row row =
              found.tasks().stream().filter(r -> r.task().equals(a)).findFirst().orElseThrow();
          assertThat(row.first()).hasValue(1);
          assertThat(row.now()).hasValue(0.75);
          assertThat(row.forgetting()).hasValue(0.25);
          assertThat(row.transfer()).hasValue(-0.25);
          assertThat(row.stage()).isEqualTo(v1);
          assertThat(quality.forgetting(Measure.AUPRO, v2).tasks())
              .allMatch(r -> r.first().isEmpty());
        });
  }

  @Test
  void forgettingIsThatOfTheDefinition() {
    double[][] measured = {{0.9}, {0.95, 0.8}, {0.85, 0.7, 0.6}};
    Forgetting found =
        Forgetting.of(
            List.of("a", "b", "c"),
            List.of(1, 4, 6),
            (version, task) ->
                OptionalDouble.of(
                    measured[List.of(1, 4, 6).indexOf(version)][
                        List.of("a", "b", "c").indexOf(task)]));
    assertThat(found.forgetting().getAsDouble()).isCloseTo((0.1 + 0.1) / 2, within(1e-12));
    assertThat(found.transfer().getAsDouble()).isCloseTo((-0.05 - 0.1) / 2, within(1e-12));
    assertThat(found.tasks().get(0).best()).hasValue(0.95);
    assertThat(found.tasks().get(2).forgetting()).isEmpty();
    assertThat(found.version()).isEqualTo(6);
  }

  @Test
  void aTaskThatWasNotMeasuredThroughoutHasNoForgettingAndHindersNone() {
    Forgetting found =
        Forgetting.of(
            List.of("a", "b", "c"),
            List.of(1, 2, 3),
            (version, task) ->
                task.equals("a") && version == 2
                    ? OptionalDouble.empty()
                    : OptionalDouble.of(0.1 * version));
    assertThat(found.tasks().get(0).forgetting()).isEmpty();
    assertThat(found.tasks().get(0).now()).isEmpty();
    assertThat(found.tasks().get(1).forgetting().getAsDouble()).isCloseTo(-0.1, within(1e-12));
    assertThat(found.forgetting().getAsDouble()).isCloseTo(-0.1, within(1e-12));
    assertThat(Forgetting.of(List.of(), List.of(), (v, t) -> OptionalDouble.empty()).tasks())
        .isEmpty();
  }
}
