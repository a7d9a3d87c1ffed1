package io.ucad.detector.image;

import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/**
 * Bounds how many decodes run at once and how much memory they take together. Waiting is
 * uninterruptible: each decode is short, and refusing overload is the business of the queue in
 * front.
 */
final class DecodeBudget {
  /** Memory is counted in KiB, so that an int of permits suffices. */
  private static final int UNIT_BYTES = 1024;

  private final Semaphore slots;
  private final Semaphore memory;
  private final int allUnits;

  DecodeBudget(int maxConcurrent, long maxBytes) {
    this.slots = new Semaphore(maxConcurrent, true);
    this.allUnits = (int) Math.max(1, Math.min(Integer.MAX_VALUE, maxBytes / UNIT_BYTES));
    this.memory = new Semaphore(allUnits, true);
  }

  /**
   * Runs a decode that needs about this many bytes; one that needs more than there is runs alone.
   */
  <T> T decode(long bytes, Supplier<T> work) {
    int units = (int) Math.min(allUnits, bytes / UNIT_BYTES + 1);
    slots.acquireUninterruptibly();
    try {
      memory.acquireUninterruptibly(units);
      try {
        return work.get();
      } finally {
        memory.release(units);
      }
    } finally {
      slots.release();
    }
  }
}
