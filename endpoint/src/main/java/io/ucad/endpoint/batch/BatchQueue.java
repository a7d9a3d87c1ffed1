package io.ucad.endpoint.batch;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongSupplier;

/**
 * Requests that wait, bounded in number and bytes. The oldest decides which model is next; younger
 * ones for the same model go with it.
 */
final class BatchQueue {
  private final BatchLimits limits;
  private final LongSupplier nanos;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private final Deque<Ask> waiting = new ArrayDeque<>();
  private long bytes;
  private int idle;
  private boolean closed;

  BatchQueue(BatchLimits limits, LongSupplier nanos) {
    this.limits = limits;
    this.nanos = nanos;
  }

  /** False if there is no room. Never waits. */
  boolean offer(Ask ask) {
    lock.lock();
    try {
      if (closed || full() || tooMany(ask.bytes())) {
        return false;
      }
      ask.queued(nanos.getAsLong());
      waiting.add(ask);
      bytes += ask.bytes();
      changed.signalAll();
      return true;
    } finally {
      lock.unlock();
    }
  }

  /** Whether a request of any size would be refused now. */
  boolean isFull() {
    lock.lock();
    try {
      return full();
    } finally {
      lock.unlock();
    }
  }

  /** One request alone may be larger than all that may wait. */
  private boolean tooMany(long more) {
    return bytes + more > limits.queueBytes() && !waiting.isEmpty();
  }

  private boolean full() {
    return waiting.size() >= limits.queue() || bytes >= limits.queueBytes();
  }

  /**
   * Waits for the next batch; empty when the queue was closed and nothing waits any more. Workers
   * that are idle share what waits.
   *
   * @param returning requests that are likely to come in a moment: those whose askers the worker
   *     has just answered
   * @param moment how long to wait for them, nanoseconds
   */
  List<Ask> take(int returning, long moment) throws InterruptedException {
    lock.lockInterruptibly();
    idle++;
    try {
      long start = nanos.getAsLong();
      while (true) {
        Ask oldest = waiting.peek();
        if (oldest == null) {
          if (closed) {
            return List.of();
          }
          changed.await();
          continue;
        }
        long left = patience(oldest, companions(oldest), returning, start + moment);
        if (left > 0 && !closed) {
          changed.awaitNanos(left);
          continue;
        }
        return remove(oldest);
      }
    } finally {
      idle--;
      lock.unlock();
    }
  }

  /** How much longer to wait for company, nanoseconds. */
  private long patience(Ask oldest, int companions, int returning, long momentEnds) {
    long now = nanos.getAsLong();
    long left = 0;
    if (companions < limits.batch()) {
      left = limits.delay().toNanos() - (now - oldest.queuedAt());
    }
    if (companions < Math.min(returning, limits.batch())) {
      left = Math.max(left, momentEnds - now);
    }
    return left;
  }

  private int companions(Ask oldest) {
    return (int) waiting.stream().filter(ask -> ask.model().equals(oldest.model())).count();
  }

  private List<Ask> remove(Ask oldest) {
    BatchModel model = oldest.model();
    int share = Math.min(limits.batch(), (companions(oldest) + idle - 1) / idle);
    List<Ask> batch = new ArrayList<>();
    Iterator<Ask> each = waiting.iterator();
    while (each.hasNext() && batch.size() < share) {
      Ask ask = each.next();
      if (ask.model().equals(model)) {
        each.remove();
        bytes -= ask.bytes();
        batch.add(ask);
      }
    }
    if (!waiting.isEmpty()) {
      changed.signalAll();
    }
    return batch;
  }

  int size() {
    lock.lock();
    try {
      return waiting.size();
    } finally {
      lock.unlock();
    }
  }

  long bytes() {
    lock.lock();
    try {
      return bytes;
    } finally {
      lock.unlock();
    }
  }

  /** Workers that wait for a batch. */
  int idle() {
    lock.lock();
    try {
      return idle;
    } finally {
      lock.unlock();
    }
  }

  /** No more offers; what waits is still taken. */
  void close() {
    lock.lock();
    try {
      closed = true;
      changed.signalAll();
    } finally {
      lock.unlock();
    }
  }

  /** Takes out all that waits. */
  List<Ask> drain() {
    lock.lock();
    try {
      List<Ask> rest = List.copyOf(waiting);
      waiting.clear();
      bytes = 0;
      return rest;
    } finally {
      lock.unlock();
    }
  }
}
