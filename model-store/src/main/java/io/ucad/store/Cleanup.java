package io.ucad.store;

import java.io.IOException;

/**
 * Clean-up whose failure must not hide the outcome of the work before it. What it leaves is found
 * again by a sweep.
 */
final class Cleanup {

  private Cleanup() {}

  @FunctionalInterface
  interface Step {
    void run() throws IOException;
  }

  static void quietly(Step step) {
    try {
      step.run();
    } catch (IOException | StoreException e) {
      System.getLogger(Cleanup.class.getName())
          .log(System.Logger.Level.DEBUG, "left for the next sweep", e);
    }
  }
}
