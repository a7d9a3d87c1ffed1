package io.ucad.endpoint.batch;

import ai.djl.modality.Input;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * A request on its way through the queue. Told exactly once how it ended, on a thread of the
 * queue's: what is told must not block.
 */
public final class Ask {
  private final BatchModel model;
  private final Input input;
  private final long bytes;
  private final long deadline;
  private final BooleanSupplier gone;
  private final Consumer<Outcome> told;
  private final AtomicBoolean ended = new AtomicBoolean();
  private volatile long queuedAt;

  /**
   * @param model which the batch of this request goes to
   * @param bytes what waiting costs in memory
   * @param deadline in terms of {@link System#nanoTime}; nobody waits for an answer after it
   * @param gone whether nobody waits any more already
   */
  public Ask(
      BatchModel model,
      Input input,
      long bytes,
      long deadline,
      BooleanSupplier gone,
      Consumer<Outcome> told) {
    this.model = model;
    this.input = input;
    this.bytes = bytes;
    this.deadline = deadline;
    this.gone = gone;
    this.told = told;
  }

  BatchModel model() {
    return model;
  }

  Input input() {
    return input;
  }

  long bytes() {
    return bytes;
  }

  void queued(long now) {
    queuedAt = now;
  }

  long queuedAt() {
    return queuedAt;
  }

  boolean expired(long now) {
    return now - deadline > 0;
  }

  boolean gone() {
    return gone.getAsBoolean();
  }

  void end(Outcome outcome) {
    if (ended.compareAndSet(false, true)) {
      told.accept(outcome);
    }
  }
}
