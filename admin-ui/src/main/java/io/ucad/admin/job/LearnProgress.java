package io.ucad.admin.job;

import io.ucad.admin.job.JobLedger.Claim;
import io.ucad.trainer.progress.Cancellation;
import io.ucad.trainer.progress.ProgressListener;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/**
 * Writes the progress of one part of a job, a few times a second, and learns at the same time
 * whether to stop: people want it, the process ends, or another attempt has taken over.
 */
final class LearnProgress implements ProgressListener {
  private final JobLedger ledger;
  private final Claim claim;
  private final long part;
  private final double from;
  private final double to;
  private final Cancellation cancellation;
  private final BooleanSupplier stopping;
  private final long pause;
  private long last;

  /**
   * @param from share of the whole job that is done when this begins
   * @param to share that is done when this ends
   * @param pause between two writes at least
   */
  LearnProgress(
      JobLedger ledger,
      Claim claim,
      long part,
      double from,
      double to,
      Cancellation cancellation,
      BooleanSupplier stopping,
      Duration pause) {
    this.ledger = ledger;
    this.claim = claim;
    this.part = part;
    this.from = from;
    this.to = to;
    this.cancellation = cancellation;
    this.stopping = stopping;
    this.pause = pause.toNanos();
    this.last = System.nanoTime() - this.pause;
  }

  @Override
  public void progress(String what, double done, double total) {
    if (stopping.getAsBoolean()) {
      throw new WorkerStoppingException();
    }
    long now = System.nanoTime();
    if (now - last >= pause) {
      last = now;
      double share = total > 0 ? done / total : 0;
      if (ledger.progress(claim, what, from + (to - from) * share)) {
        cancellation.request();
      }
    }
  }

  @Override
  public void message(String text) {
    ledger.log(claim, LogLevel.INFO, text);
  }

  @Override
  public void loss(int epoch, int epochs, double loss) {
    ledger.loss(claim, part, epoch, epochs, loss);
  }
}
