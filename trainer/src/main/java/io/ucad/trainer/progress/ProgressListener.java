package io.ucad.trainer.progress;

/** Is told how far a run has come. Called from the thread of the run; must return quickly. */
public interface ProgressListener {
  /** Tells nobody. */
  ProgressListener NONE =
      new ProgressListener() {
        @Override
        public void progress(String what, double done, double total) {}

        @Override
        public void message(String text) {}
      };

  /**
   * @param what is being done now, for people
   * @param done units of the whole run that are done; a unit costs about one pass of one image
   * @param total units of the whole run
   */
  void progress(String what, double done, double total);

  /** Something worth keeping in a log: a decision, the result of an epoch. */
  void message(String text);

  /**
   * A point of the loss curve.
   *
   * @param epoch that is done, from 1
   * @param epochs of the whole run
   * @param loss mean over the images of the epoch, finite
   */
  default void loss(int epoch, int epochs, double loss) {}
}
