package io.ucad.admin.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.ucad.admin.job.JobLedger.Claim;
import io.ucad.admin.task.TaskService;
import io.ucad.admin.testing.As;
import io.ucad.admin.testing.Database;
import io.ucad.admin.version.VersionDetail;
import io.ucad.admin.version.VersionService;
import io.ucad.detector.image.RegionOfInterest;
import io.ucad.detector.memory.MemoryFile;
import io.ucad.detector.memory.TaskMemory;
import io.ucad.store.TaskName;
import io.ucad.store.VersionId;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class LearnJobTest {
  private static final Duration LONG = Duration.ofMinutes(3);

  @ParameterizedTest
  @EnumSource
  void aJobLearnsItsTasksInOrderAndMeasuresEveryVersion(Database database) {
    var bench = new Bench(database);
    String tile = bench.task("tile");
    String fabric = bench.task("fabric");
    long job = bench.job(tile, fabric);
    assertThat(bench.row(job).state()).isEqualTo(JobState.QUEUED);
    try (Worker worker = bench.worker("one")) {
      worker.start();
      await().atMost(LONG).until(() -> bench.row(job).state().ended());
    }
    JobRow done = bench.row(job);
    assertThat(done.state()).as(done.problem()).isEqualTo(JobState.DONE);
    assertThat(done.progress()).isEqualTo(1);
    assertThat(done.parts()).extracting(JobRow.Part::task).containsExactly(tile, fabric);
    int first = done.parts().get(0).version().orElseThrow();
    int second = done.parts().get(1).version().orElseThrow();
    assertThat(second).isEqualTo(first + 1);
    List<LossRow> losses = As.admin(() -> bench.node().get(JobService.class).losses(job));
    assertThat(losses).hasSize(6);
    assertThat(losses).extracting(LossRow::epoch).containsExactly(1, 2, 3, 1, 2, 3);
    VersionDetail version = As.admin(() -> bench.node().get(VersionService.class).get(second));
    assertThat(version.card().job()).contains(job);
    assertThat(version.measures())
        .filteredOn(m -> List.of(tile, fabric).contains(m.task()))
        .hasSize(2)
        .allMatch(m -> m.imageAuroc().isPresent() && m.aupro().isPresent() && m.images() == 8);
    assertThat(version.tasks())
        .filteredOn(p -> p.task().equals(tile))
        .extracting(VersionDetail.TaskPart::change)
        .containsExactly(VersionDetail.Change.UNCHANGED);
    assertThat(bench.log(job)).anyMatch(line -> line.contains("learning " + tile));
  }

  @ParameterizedTest
  @EnumSource
  void aJobLearnsFromTheImagesThatTheTaskHadWhenItWasAskedFor(Database database) {
    var bench = new Bench(database);
    String tile = bench.task("tile");
    long job = bench.job(tile);
    var images = bench.node().get(io.ucad.admin.task.ImageService.class);
    As.admin(
        () ->
            images.delete(
                tile,
                images.list(tile, null, "", 0, 500).stream()
                    .map(io.ucad.admin.task.ImageRow::id)
                    .toList()));
    bench.worker("one").work(job);
    assertThat(bench.row(job).state()).isEqualTo(JobState.DONE);
    assertThat(bench.row(job).parts().get(0).images()).isEqualTo(12);
  }

  @ParameterizedTest
  @EnumSource
  void aJobLearnsTheRegionThatTheTaskHadWhenItWasAskedFor(Database database) throws Exception {
    var bench = new Bench(database);
    String tile = bench.task("tile");
    TaskService tasks = bench.node().get(TaskService.class);
    var region = new RegionOfInterest(0.125, 0.25, 0.5, 0.75);
    As.admin(() -> tasks.lookAt(tile, region));
    long job = bench.job(tile);
    As.admin(() -> tasks.lookAt(tile, RegionOfInterest.WHOLE));
    bench.worker("one").work(job);
    int version = bench.row(job).parts().get(0).version().orElseThrow();
    TaskMemory memory =
        MemoryFile.read(bench.store().version(new VersionId(version)).file(new TaskName(tile)));
    assertThat(memory.features().preprocessing().region()).isEqualTo(region);
  }

  @ParameterizedTest
  @EnumSource
  void aJobThatEndsItsWorkerEveryTimeIsGivenUpAndOthersRun(Database database) {
    var bench = new Bench(database);
    JobLedger ledger = bench.node().get(JobLedger.class);
    long poison = bench.job(bench.task("tile"));
    for (int attempt = 1; attempt <= JobLedger.MOST_ATTEMPTS; attempt++) {
      assertThat(ledger.claim(poison, "dies")).isPresent();
    }
    assertThat(ledger.claim(poison, "dies")).isEmpty();
    JobRow row = bench.row(poison);
    assertThat(row.state()).isEqualTo(JobState.FAILED);
    assertThat(row.problem()).contains("given up");
    long other = bench.job(bench.task("fabric"));
    bench.worker("lives").work(other);
    assertThat(bench.row(other).state()).isEqualTo(JobState.DONE);
    As.admin(() -> bench.node().get(JobService.class).retry(poison));
    bench.worker("lives").work(poison);
    assertThat(bench.row(poison).state()).isEqualTo(JobState.DONE);
  }

  @ParameterizedTest
  @EnumSource
  void everyWriteOfAnAttemptThatWasTakenOverIsRefused(Database database) {
    var bench = new Bench(database);
    JobLedger ledger = bench.node().get(JobLedger.class);
    long job = bench.job(bench.task("tile"));
    Claim old = ledger.claim(job, "zombie").orElseThrow();
    Claim now = ledger.claim(job, "heir").orElseThrow();
    long part = ledger.parts(job).get(0).id();
    assertThat(now.fence()).isGreaterThan(old.fence());
    assertThatThrownBy(() -> ledger.progress(old, "x", 0.5)).isInstanceOf(FenceLostException.class);
    assertThatThrownBy(() -> ledger.loss(old, part, 1, 2, 0.5))
        .isInstanceOf(FenceLostException.class);
    assertThatThrownBy(() -> ledger.learned(old, part, 1)).isInstanceOf(FenceLostException.class);
    assertThatThrownBy(() -> ledger.release(old, true)).isInstanceOf(FenceLostException.class);
    assertThatThrownBy(() -> ledger.end(old, JobState.DONE, ""))
        .isInstanceOf(FenceLostException.class);
    assertThat(bench.row(job).state()).isEqualTo(JobState.RUNNING);
    ledger.end(now, JobState.FAILED, "test");
    assertThatThrownBy(() -> ledger.end(now, JobState.DONE, ""))
        .as("a second terminal state")
        .isInstanceOf(FenceLostException.class);
    assertThat(bench.row(job).state()).isEqualTo(JobState.FAILED);
  }

  @ParameterizedTest
  @EnumSource
  void whatCannotBeLearnedIsRefusedWhenItIsAskedFor(Database database) {
    var bench = new Bench(database);
    JobService jobs = bench.node().get(JobService.class);
    String tile = bench.task("tile");
    As.admin(
        () -> {
          assertThatThrownBy(() -> jobs.learn(List.of(), "fast", 1))
              .extracting("key")
              .isEqualTo("problem.job.tasks");
          assertThatThrownBy(() -> jobs.learn(List.of(tile, tile), "fast", 1))
              .extracting("key")
              .isEqualTo("problem.job.twice");
          assertThatThrownBy(() -> jobs.learn(List.of(tile), "/etc/passwd.json", 1))
              .extracting("key")
              .isEqualTo("problem.job.preset");
          bench.node().get(io.ucad.admin.task.TaskService.class).register("e" + tile, "E", "");
          assertThatThrownBy(() -> jobs.learn(List.of("e" + tile), "fast", 1))
              .extracting("key")
              .isEqualTo("problem.task.few");
        });
  }
}
