package io.ucad.admin.deploy;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Writes steps down, though not every word of those that take their time. Of one thread. */
final class StepReporter {
  private static final Duration PAUSE = Duration.ofSeconds(1);

  private final RolloutLedger ledger;
  private final long rollout;
  private @Nullable RolloutStep last;
  private long written;

  StepReporter(RolloutLedger ledger, long rollout) {
    this.ledger = ledger;
    this.rollout = rollout;
  }

  void step(RolloutStep step, String detail) {
    long now = System.nanoTime();
    if (step != last || now - written > PAUSE.toNanos()) {
      last = step;
      written = now;
      ledger.step(rollout, step, detail);
    }
  }
}
