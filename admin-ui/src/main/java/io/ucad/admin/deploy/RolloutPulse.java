package io.ucad.admin.deploy;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Says of rollouts that they go on, while one of their steps takes its time, so that nobody takes
 * them for lost.
 */
final class RolloutPulse implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(RolloutPulse.class);

  private final RolloutLedger ledger;
  private final Duration pause;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("ucad-rollout-pulse").daemon(true).factory());

  /**
   * @param pause between two beats
   */
  RolloutPulse(RolloutLedger ledger, Duration pause) {
    this.ledger = ledger;
    this.pause = pause;
  }

  /** Begins to say so, until the answer is closed. */
  Beating start(long rollout) {
    long nanos = pause.toNanos();
    ScheduledFuture<?> beats =
        thread.scheduleWithFixedDelay(() -> beat(rollout), nanos, nanos, TimeUnit.NANOSECONDS);
    return () -> beats.cancel(false);
  }

  private void beat(long rollout) {
    try {
      ledger.touch(rollout);
    } catch (RuntimeException e) {
      // What throws is not called again, and the database may be back for the next beat.
      LOG.warn("rollout {} could not say that it goes on", rollout, e);
    }
  }

  /** Nobody is interrupted: that could close the files of the database. */
  @Override
  public void close() {
    thread.shutdown();
  }

  /** That a rollout goes on. */
  interface Beating extends AutoCloseable {
    @Override
    void close();
  }
}
