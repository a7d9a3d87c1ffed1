package io.ucad.admin.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.ucad.admin.job.JobLedger.Claim;
import io.ucad.admin.testing.As;
import io.ucad.admin.testing.Database;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Cancelling at points spread over a run: it ends as cancelled and leaves nothing behind. */
class CancelTest {
  private final Bench bench = new Bench(Database.H2);

  @ParameterizedTest
  @ValueSource(doubles = {0.0, 0.05, 0.2, 0.4, 0.6})
  void aCancelledJobPublishesNothingLeavesNothingAndCanBeTriedAgain(double point)
      throws IOException {
    String task = bench.task("tile");
    long job = bench.job(task);
    int before = bench.store().versions().size();
    JobState end = cancelled(job, point, true);
    assertThat(end).isEqualTo(JobState.CANCELLED);
    assertThat(bench.store().versions()).hasSize(before);
    try (Stream<Path> work = Files.list(bench.store().root().resolve("work"))) {
      assertThat(work.filter(f -> f.getFileName().toString().startsWith(task.substring(0, 40))))
          .isEmpty();
    }
    As.admin(() -> bench.node().get(JobService.class).retry(job));
    bench.worker("two").work(job);
    assertThat(bench.row(job).state()).isEqualTo(JobState.DONE);
    assertThat(bench.store().versions()).hasSize(before + 1);
  }

  /** The mutant that shows that the harness would notice. */
  @Test
  void aWorkerThatDoesNotListenWouldFinish() {
    long job = bench.job(bench.task("tile"));
    assertThat(cancelled(job, 0.2, false)).isEqualTo(JobState.DONE);
  }

  @Test
  void aWaitingJobIsCancelledAtOnceAndNeverStarts() {
    long job = bench.job(bench.task("tile"));
    As.admin(() -> bench.node().get(JobService.class).cancel(job));
    assertThat(bench.row(job).state()).isEqualTo(JobState.CANCELLED);
    bench.worker("late").work(job);
    assertThat(bench.row(job).state()).isEqualTo(JobState.CANCELLED);
    assertThat(bench.row(job).attempts()).isZero();
  }

  private JobState cancelled(long job, double point, boolean listens) {
    var ledger =
        new JobLedgerOfBench(bench) {
          @Override
          boolean progress(Claim claim, String stage, double progress) {
            if (progress >= point) {
              As.admin(() -> bench.node().get(JobService.class).cancel(job));
            }
            return super.progress(claim, stage, progress) && listens;
          }
        };
    bench.worker("one", ledger).work(job);
    return bench.row(job).state();
  }
}
