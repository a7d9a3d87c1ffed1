package io.ucad.trainer.progress;

/** A request to stop, asked for between steps that take well under a second. Thread-safe. */
public final class Cancellation {
  private volatile boolean requested;

  /** Asks the run to stop. */
  public void request() {
    requested = true;
  }

  /**
   * @throws CancelledException if a stop was asked for
   */
  public void check() {
    if (requested) {
      throw new CancelledException();
    }
  }
}
