package io.ucad.admin.endpoint;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.distribution.CountAtBucket;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Reads figures for people out of those for Prometheus. */
final class Throughput implements AutoCloseable {
  private static final String REQUESTS = "ucad.requests";
  private static final String OK = "200";
  private static final int EVERY_SECONDS = 5;
  private static final int KEPT = 60 / EVERY_SECONDS;
  private static final double SHARE = 0.95;

  /** Where images are sent to. */
  private static final List<String> ASKING =
      List.of(
          "/predictions/ucad",
          "/predictions/ucad/{version}",
          "/invocations",
          "/v2/models/ucad/infer",
          "/v2/models/ucad/versions/{version}/infer");

  private final MeterRegistry registry;
  private final Deque<Sample> samples = new ArrayDeque<>();
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("ucad-throughput").daemon(true).factory());

  Throughput(MeterRegistry registry) {
    this.registry = registry;
    var unused = clock.scheduleWithFixedDelay(this::sample, 0, EVERY_SECONDS, TimeUnit.SECONDS);
  }

  private synchronized void sample() {
    samples.addLast(new Sample(System.nanoTime(), answered()));
    if (samples.size() > KEPT) {
      samples.removeFirst();
    }
  }

  private Collection<Timer> timers() {
    return registry.find(REQUESTS).timers().stream()
        .filter(timer -> ASKING.contains(timer.getId().getTag("route")))
        .toList();
  }

  private static boolean good(Timer timer) {
    return OK.equals(timer.getId().getTag("status"));
  }

  private long answered() {
    return timers().stream().filter(Throughput::good).mapToLong(Timer::count).sum();
  }

  synchronized EndpointFigures figures() {
    List<Timer> good = timers().stream().filter(Throughput::good).toList();
    long answered = good.stream().mapToLong(Timer::count).sum();
    long all = timers().stream().mapToLong(Timer::count).sum();
    double millis = good.stream().mapToDouble(t -> t.totalTime(TimeUnit.MILLISECONDS)).sum();
    return new EndpointFigures(
        answered,
        all - answered,
        perSecond(answered),
        answered == 0
            ? Optional.empty()
            : Optional.of(Duration.ofNanos((long) (millis * 1e6 / answered))),
        most(good, answered));
  }

  private double perSecond(long answered) {
    Sample oldest = samples.peekFirst();
    if (oldest == null) {
      return 0;
    }
    double seconds = (System.nanoTime() - oldest.nanos()) / 1e9;
    return seconds <= 0 ? 0 : (answered - oldest.answered()) / seconds;
  }

  /** The first bound that enough answers stay below. */
  private static Optional<Duration> most(List<Timer> timers, long answered) {
    if (answered == 0) {
      return Optional.empty();
    }
    SortedMap<Double, Double> below = new TreeMap<>();
    for (Timer timer : timers) {
      for (CountAtBucket bucket : timer.takeSnapshot().histogramCounts()) {
        below.merge(bucket.bucket(TimeUnit.MILLISECONDS), bucket.count(), Double::sum);
      }
    }
    return below.entrySet().stream()
        .filter(entry -> entry.getValue() >= SHARE * answered)
        .findFirst()
        .filter(entry -> Double.isFinite(entry.getKey()))
        .map(entry -> Duration.ofNanos((long) (entry.getKey() * 1e6)));
  }

  @Override
  public void close() {
    clock.shutdownNow();
  }

  private record Sample(long nanos, long answered) {}
}
