package io.ucad.trainer.progress;

/** Counts the units of one run and passes them on; also the place where a run can be cancelled. */
public final class Meter {
  private final ProgressListener listener;
  private final Cancellation cancellation;
  private final double total;
  private double done;

  /**
   * @param total units of the whole run; a unit costs about one pass of one image
   */
  public Meter(ProgressListener listener, Cancellation cancellation, double total) {
    this.listener = listener;
    this.cancellation = cancellation;
    this.total = total;
  }

  /**
   * Books units of work that were done.
   *
   * @throws CancelledException if a stop was asked for
   */
  public void advance(String what, double units) {
    done = Math.min(total, done + units);
    listener.progress(what, done, total);
    cancellation.check();
  }

  /** Something worth keeping in a log. */
  public void message(String text) {
    listener.message(text);
  }

  /** The mean loss of an epoch, from 1. */
  public void loss(int epoch, int epochs, double loss) {
    listener.loss(epoch, epochs, loss);
  }
}
