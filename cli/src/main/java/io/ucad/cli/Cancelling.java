package io.ucad.cli;

import io.ucad.trainer.progress.Cancellation;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ctrl-C (and a polite kill) cancels: the run stops at its next step and cleans up before the
 * program ends.
 */
final class Cancelling implements AutoCloseable {
  private static final long PATIENCE_SECONDS = 30;

  private final Cancellation cancellation = new Cancellation();
  private final CountDownLatch finished = new CountDownLatch(1);
  private final Thread hook =
      new Thread(
          () -> {
            cancellation.request();
            try {
              if (!finished.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                System.err.println("ucad: the run did not stop in time; it will resume");
              }
            } catch (InterruptedException e) {
              Thread.currentThread().interrupt();
            }
          },
          "ucad-cancel");

  Cancelling() {
    Runtime.getRuntime().addShutdownHook(hook);
  }

  Cancellation cancellation() {
    return cancellation;
  }

  @Override
  public void close() {
    finished.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The program is already ending.
    }
  }
}
