package io.ucad.endpoint.batch;

import java.util.concurrent.atomic.AtomicLong;

/** Bytes that all requests together may hold. Thread-safe. */
public final class ByteBudget {
  private final long total;
  private final AtomicLong used = new AtomicLong();

  public ByteBudget(long total) {
    this.total = total;
  }

  /** Takes bytes, or none of them (false) if they are not to be had. Never waits. */
  public boolean take(long bytes) {
    long now = used.get();
    while (now + bytes <= total) {
      if (used.compareAndSet(now, now + bytes)) {
        return true;
      }
      now = used.get();
    }
    return false;
  }

  public void giveBack(long bytes) {
    used.addAndGet(-bytes);
  }

  public long used() {
    return used.get();
  }
}
