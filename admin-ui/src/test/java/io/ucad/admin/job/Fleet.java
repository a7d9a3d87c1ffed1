package io.ucad.admin.job;

import io.ucad.admin.job.WorkerProcess.Said;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/** Worker processes on the database of one bench. */
final class Fleet implements AutoCloseable {
  private static final long PATIENCE_S = 120;

  private final Bench bench;
  private final List<WorkerProcess> workers = new ArrayList<>();
  private final BlockingQueue<Said> said = new LinkedBlockingQueue<>();

  Fleet(Bench bench) {
    this.bench = bench;
  }

  /** Starts a worker, and does not wait until it is ready. */
  WorkerProcess start(WorkerChild.Mode mode) {
    var worker = WorkerProcess.start(bench, "worker-" + (workers.size() + 1), mode, said);
    workers.add(worker);
    return worker;
  }

  WorkerProcess start() {
    return start(WorkerChild.Mode.PLAIN);
  }

  /** Waits until some worker says a line, and returns it; other lines are forgotten. */
  WorkerProcess expect(String line) throws InterruptedException {
    return expect(line, worker -> true);
  }

  /** Waits until one worker says a line; other lines are forgotten. */
  void expect(WorkerProcess from, String line) throws InterruptedException {
    expect(line, from::equals);
  }

  private WorkerProcess expect(String line, Predicate<WorkerProcess> from)
      throws InterruptedException {
    long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_S);
    while (true) {
      Said next = said.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
      if (next == null) {
        throw new AssertionError(
            "nobody said '%s' in %d s; the logs:%n%s"
                .formatted(
                    line,
                    PATIENCE_S,
                    String.join("\n", workers.stream().map(WorkerProcess::log).toList())));
      }
      if (next.line().equals(line) && from.test(next.worker())) {
        return next.worker();
      }
    }
  }

  @Override
  public void close() {
    workers.forEach(WorkerProcess::close);
  }
}
