package io.ucad.admin.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.ucad.admin.job.JobLedger.Claim;
import io.ucad.admin.testing.Database;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/**
 * A worker freezes in the middle of learning; another takes the job over and publishes; then the
 * first thaws. However much it has missed, it publishes nothing.
 */
class FencingTest {
  private final Bench bench = new Bench(Database.H2);

  @Test
  void aWorkerThatThawsTooLatePublishesNothing() throws Exception {
    assertThat(versionsAfter(new Frozen(false, true))).isEqualTo(1);
  }

  @Test
  void notEvenIfItHearsNothingUntilTheVeryPublish() throws Exception {
    assertThat(versionsAfter(new Frozen(true, true))).isEqualTo(1);
  }

  /** The mutant that shows that the harness would notice. */
  @Test
  void withoutTheCheckItWouldPublish() throws Exception {
    assertThat(versionsAfter(new Frozen(true, false))).isEqualTo(2);
  }

  private int versionsAfter(Frozen ledger) throws Exception {
    String task = bench.task("tile");
    long job = bench.job(task);
    int before = bench.store().versions().size();
    Worker zombie = bench.worker("zombie", ledger);
    // A thread of its own: a frozen one of the common pool would freeze parallel streams with it.
    CompletableFuture<Void> thawing =
        CompletableFuture.runAsync(
            () -> zombie.work(job), command -> new Thread(command, "zombie").start());
    assertThat(ledger.frozen.await(3, TimeUnit.MINUTES)).isTrue();
    bench.worker("heir").work(job);
    JobRow done = bench.row(job);
    assertThat(done.state()).as(done.problem()).isEqualTo(JobState.DONE);
    ledger.thaw.countDown();
    thawing.handle((nothing, problem) -> nothing).get(3, TimeUnit.MINUTES);
    if (ledger.checked) {
      assertThat(bench.row(job)).as("the job after the zombie").isEqualTo(done);
    }
    return bench.store().versions().size() - before;
  }

  /** Freezes its worker when the memory is being built, after the prompts were learned. */
  private final class Frozen extends JobLedgerOfBench {
    private final CountDownLatch frozen = new CountDownLatch(1);
    private final CountDownLatch thaw = new CountDownLatch(1);
    private final boolean deaf;
    private final boolean checked;

    Frozen(boolean deaf, boolean checked) {
      super(bench);
      this.deaf = deaf;
      this.checked = checked;
    }

    @Override
    boolean progress(Claim claim, String stage, double progress) {
      if (progress > 0) {
        frozen.countDown();
        try {
          thaw.await();
        } catch (InterruptedException e) {
          Thread.currentThread().interrupt();
        }
      }
      return !deaf && super.progress(claim, stage, progress);
    }

    @Override
    void loss(Claim claim, long part, int epoch, int epochs, double loss) {
      if (!deaf) {
        super.loss(claim, part, epoch, epochs, loss);
      }
    }

    @Override
    void requireCurrent(Claim claim) {
      if (checked) {
        super.requireCurrent(claim);
      }
    }
  }
}
