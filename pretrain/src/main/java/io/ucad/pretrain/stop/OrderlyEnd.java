package io.ucad.pretrain.stop;

import java.util.concurrent.CountDownLatch;

/**
 * Holds the end of the process (Ctrl-C, a polite kill) until the work under way is over. The engine
 * takes itself apart while the JVM exits; a thread that still computes in it then brings the
 * process down with SIGSEGV.
 */
public final class OrderlyEnd implements AutoCloseable {
  private final CountDownLatch over = new CountDownLatch(1);
  private final Thread hook;

  /**
   * Holds from now on.
   *
   * @param ask tells the work to come to an end soon; called by another thread, at most once
   */
  public OrderlyEnd(Runnable ask) {
    hook = new Thread(() -> hold(ask), "ucad-orderly-end");
    Runtime.getRuntime().addShutdownHook(hook);
  }

  private void hold(Runnable ask) {
    ask.run();
    try {
      over.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** The work is over and uses the engine no more. */
  @Override
  public void close() {
    over.countDown();
    try {
      Runtime.getRuntime().removeShutdownHook(hook);
    } catch (IllegalStateException e) {
      // The process is ending already.
    }
  }
}
