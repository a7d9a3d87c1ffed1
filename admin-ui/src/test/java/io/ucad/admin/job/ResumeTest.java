package io.ucad.admin.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ai.djl.ndarray.NDManager;
import io.ucad.admin.backbone.BackboneSource;
import io.ucad.admin.files.ImageFiles;
import io.ucad.admin.job.JobLedger.Claim;
import io.ucad.admin.testing.Database;
import io.ucad.detector.image.ImageGuard;
import io.ucad.store.ModelStore;
import io.ucad.store.TaskName;
import io.ucad.store.Version;
import io.ucad.store.VersionId;
import io.ucad.trainer.data.TrainingImage;
import io.ucad.trainer.data.TrainingImages;
import io.ucad.trainer.learn.ContinualTrainer;
import io.ucad.trainer.learn.LearnRequest;
import io.ucad.trainer.progress.Cancellation;
import io.ucad.trainer.progress.ProgressListener;
import io.ucad.trainer.region.GraphSegmenter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A worker shuts down in the middle; the next one goes on to the same bytes. */
class ResumeTest {
  private static final Duration LONG = Duration.ofMinutes(3);

  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource
  void aResumedRunGivesTheSameBytesAsOneThatWasNeverInterrupted(Database database)
      throws Exception {
    var bench = new Bench(database);
    String task = bench.task("tile");
    long job = bench.job(task);
    var ledger = new StopsAfterEpochTwo(bench);
    Worker first = bench.worker("first", ledger);
    first.start();
    assertThat(ledger.reached.await(3, TimeUnit.MINUTES)).isTrue();
    first.close();
    assertThat(bench.row(job).state()).isEqualTo(JobState.QUEUED);
    assertThat(bench.row(job).attempts()).as("a shutdown does not count").isZero();
    try (Worker second = bench.worker("second")) {
      second.start();
      await().atMost(LONG).until(() -> bench.row(job).state().ended());
    }
    JobRow done = bench.row(job);
    assertThat(done.state()).as(done.problem()).isEqualTo(JobState.DONE);
    assertThat(bench.log(job)).anyMatch(line -> line.startsWith("resumed after epoch"));
    String resumed =
        sha256(
            bench.store().version(new VersionId(done.parts().get(0).version().orElseThrow())),
            task);
    assertThat(resumed).isEqualTo(uninterrupted(bench, job, task, 1, "same"));
    assertThat(resumed)
        .as("the comparison tells runs apart")
        .isNotEqualTo(uninterrupted(bench, job, task, 2, "other"));
  }

  private String uninterrupted(Bench bench, long job, String task, long seed, String name) {
    JobLedger ledger = bench.node().get(JobLedger.class);
    ImageFiles files = bench.node().get(ImageFiles.class);
    var images =
        ledger.snapshot(ledger.parts(job).get(0).id()).stream()
            .map(i -> new TrainingImage(files.file(i.sha256()), i.name()))
            .toList();
    ModelStore store = ModelStore.openOrCreate(folder.resolve(name));
    try (NDManager manager = NDManager.newBaseManager()) {
      new ContinualTrainer(
              store,
              bench.node().get(BackboneSource.class).get(),
              manager,
              bench.node().get(ImageGuard.class),
              new GraphSegmenter())
          .learn(
              new LearnRequest(new TaskName(task), new TrainingImages(images), Bench.TINY, seed),
              ProgressListener.NONE,
              new Cancellation());
    }
    return sha256(store.latest().orElseThrow(), task);
  }

  private static String sha256(Version version, String task) {
    return version.manifest().task(new TaskName(task)).orElseThrow().sha256();
  }

  /** Holds the run at its third epoch until the worker is told to stop. */
  private static final class StopsAfterEpochTwo extends JobLedgerOfBench {
    private final CountDownLatch reached = new CountDownLatch(1);

    StopsAfterEpochTwo(Bench bench) {
      super(bench);
    }

    @Override
    void loss(Claim claim, long part, int epoch, int epochs, double loss) {
      super.loss(claim, part, epoch, epochs, loss);
      if (epoch == 2) {
        reached.countDown();
      }
    }
  }
}
