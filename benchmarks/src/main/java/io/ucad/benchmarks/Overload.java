package io.ucad.benchmarks;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/** Requests that come at their own pace, whether or not there are answers. */
record Overload(int port, List<byte[]> requests) {
  private static final int SERVICE_UNAVAILABLE = 503;

  /**
   * What came of them.
   *
   * @param answered with 200
   * @param refusedMillis how long each refusal took
   * @param failed neither answered nor refused
   */
  record Outcome(int answered, List<Double> refusedMillis, int failed, double seconds) {
    double refusedQuantile(double share) {
      List<Double> sorted = refusedMillis.stream().sorted().toList();
      return sorted.isEmpty()
          ? 0
          : sorted.get((int) Math.min(sorted.size() - 1L, Math.round(share * sorted.size())));
    }
  }

  Outcome run(double perSecond, Duration time) {
    var answered = new AtomicInteger();
    var failed = new AtomicInteger();
    var refused = new ConcurrentLinkedQueue<Double>();
    long start = System.nanoTime();
    long end = start + time.toNanos();
    try (var clients = Executors.newVirtualThreadPerTaskExecutor()) {
      long every = (long) (1e9 / perSecond);
      int sent = 0;
      for (long next = start; next < end; next += every) {
        LockSupport.parkNanos(next - System.nanoTime());
        byte[] request = requests.get(sent++ % requests.size());
        clients.execute(() -> ask(request, end, answered, refused, failed));
      }
    }
    return new Outcome(answered.get(), List.copyOf(refused), failed.get(), time.toNanos() / 1e9);
  }

  /** Only answers within the time count: what is still queued at its end is no goodput of it. */
  private void ask(
      byte[] request,
      long end,
      AtomicInteger answered,
      ConcurrentLinkedQueue<Double> refused,
      AtomicInteger failed) {
    long start = System.nanoTime();
    try (var connection = new KeptConnection(port)) {
      int status = connection.ask(request);
      if (status == SERVICE_UNAVAILABLE) {
        refused.add((System.nanoTime() - start) / 1e6);
      } else if (status != 200) {
        failed.incrementAndGet();
      } else if (System.nanoTime() < end) {
        answered.incrementAndGet();
      }
    } catch (IOException e) {
      failed.incrementAndGet();
    }
  }

  /** Milliseconds until an answer comes within twice the usual time, at most 10 s. */
  double recovery(double usualMillis) throws IOException {
    long start = System.nanoTime();
    try (var connection = new KeptConnection(port)) {
      while (true) {
        long asked = System.nanoTime();
        int status = connection.ask(requests.get(0));
        double took = (System.nanoTime() - asked) / 1e6;
        double since = (System.nanoTime() - start) / 1e6;
        if ((status == 200 && took <= 2 * usualMillis) || since > 10_000) {
          return since;
        }
      }
    }
  }
}
