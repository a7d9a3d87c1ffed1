package io.ucad.trainer.progress;

/** The run was asked to stop and did; nothing was published. */
public final class CancelledException extends RuntimeException {
  private static final long serialVersionUID = 1;

  CancelledException() {
    super("cancelled; nothing was published and nothing was left behind");
  }
}
