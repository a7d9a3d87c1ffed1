package io.ucad.endpoint.batch;

import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;

/** The queue and its workers. Thread-safe. */
public final class Batcher implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final BatchLimits limits;
  private final BatchQueue queue;
  private final List<Thread> workers;

  /** Starts the workers. */
  public Batcher(BatchLimits limits, int workers, BatchListener listener) {
    this(limits, workers, listener, System::nanoTime);
  }

  Batcher(BatchLimits limits, int workers, BatchListener listener, LongSupplier nanos) {
    this.limits = limits;
    this.queue = new BatchQueue(limits, nanos);
    this.workers =
        IntStream.range(0, workers)
            .mapToObj(i -> new Thread(new Worker(i, queue, listener, nanos), "ucad-worker-" + i))
            .toList();
    this.workers.forEach(
        thread -> {
          thread.setDaemon(true);
          thread.start();
        });
  }

  /** Takes a request in, or says at once that there is no room (false). */
  public boolean offer(Ask ask) {
    return queue.offer(ask);
  }

  /** Whether a request would be refused now, so that its body need not be read. */
  public boolean isFull() {
    return queue.isFull();
  }

  public BatchLimits limits() {
    return limits;
  }

  /** Requests that wait. */
  public int waiting() {
    return queue.size();
  }

  /** Bytes of the requests that wait. */
  public long waitingBytes() {
    return queue.bytes();
  }

  public int workers() {
    return workers.size();
  }

  /** Answers what waits already, then ends. */
  @Override
  public void close() {
    queue.close();
    long end = System.nanoTime() + PATIENCE.toNanos();
    boolean interrupted = false;
    for (Thread worker : workers) {
      try {
        worker.join(Duration.ofNanos(Math.max(1, end - System.nanoTime())));
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    queue.drain().forEach(ask -> ask.end(new Outcome.Stopped()));
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
