package io.ucad.admin.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ucad.admin.job.JobLedger.Claim;
import io.ucad.admin.testing.As;
import io.ucad.admin.testing.Database;
import io.ucad.admin.testing.Figures;
import io.ucad.detector.testing.Native;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Cancelling at points spread over a run: it ends as cancelled and leaves nothing behind. */
class CancelTest {
  private static final int CANCELS = Integer.getInteger("ucad.jobs.cancels", 6);
  private static final Duration LONG = Duration.ofMinutes(3);

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
    assertNothingLeft(task);
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

  /** Reliability case 19, with the pauses between writes that the product has. */
  @Test
  void whereverItIsAJobStopsSoonAndLeavesNothing() throws Exception {
    var random = new SplittableRandom(19);
    Duration whole = Duration.ofMillis(1);
    Duration slowest = Duration.ZERO;
    int cancelled = 0;
    long memory = 0;
    for (int n = 0; n < CANCELS + 1; n++) {
      String task = bench.task("tile");
      long job = bench.job(task);
      int before = bench.store().versions().size();
      Worker worker =
          Bench.worker(
              bench.node()::get, "one", bench.node().get(JobLedger.class), Duration.ofMillis(400));
      long start = System.nanoTime();
      CompletableFuture<Void> working =
          CompletableFuture.runAsync(
              () -> worker.work(job), command -> new Thread(command, "worker").start());
      if (n == 0) {
        working.get(3, TimeUnit.MINUTES);
        whole = Duration.ofNanos(System.nanoTime() - start);
        continue;
      }
      await().atMost(LONG).until(() -> bench.row(job).state() != JobState.QUEUED);
      TimeUnit.NANOSECONDS.sleep(random.nextLong(whole.toNanos()));
      As.admin(() -> bench.node().get(JobService.class).cancel(job));
      long asked = System.nanoTime();
      working.get(3, TimeUnit.MINUTES);
      Duration took = Duration.ofNanos(System.nanoTime() - asked);
      JobState state = bench.row(job).state();
      if (state == JobState.CANCELLED) {
        cancelled++;
        slowest = took.compareTo(slowest) > 0 ? took : slowest;
        assertThat(took).as("from asking to the end").isLessThan(Duration.ofSeconds(5));
      } else {
        assertThat(state).isEqualTo(JobState.DONE);
      }
      assertThat(bench.made(task)).hasSize(bench.store().versions().size() - before);
      assertThat(bench.store().versions().size() - before)
          .as("versions of a job that is %s", state)
          .isLessThanOrEqualTo(1);
      assertNothingLeft(task);
      if (n == CANCELS / 2) {
        memory = Native.resident();
      }
    }
    long grown = (Native.resident() - memory) >> 20;
    assertThat(cancelled).isPositive();
    assertThat(grown).as("MiB of resident memory over the second half").isLessThan(128);
    Figures.record(
        19,
        "jobs cancelled at random points: asked, ended as cancelled, slowest in s, MiB of resident memory gained over the second half",
        "%d, %d, %.2f, %d".formatted(CANCELS, cancelled, slowest.toMillis() / 1000.0, grown));
  }

  private void assertNothingLeft(String task) throws IOException {
    try (Stream<Path> work = Files.list(bench.store().root().resolve("work"))) {
      assertThat(work.filter(f -> f.getFileName().toString().startsWith(task.substring(0, 40))))
          .isEmpty();
    }
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
