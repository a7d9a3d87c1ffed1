package io.ucad.endpoint.http;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks at the bodies that are still coming. */
final class PaceWatch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(PaceWatch.class);
  private static final long EVERY_MILLIS = 250;

  private final Set<Exchange> coming = ConcurrentHashMap.newKeySet();
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("ucad-pace").daemon(true).factory());

  PaceWatch() {
    var unused =
        clock.scheduleWithFixedDelay(this::look, EVERY_MILLIS, EVERY_MILLIS, TimeUnit.MILLISECONDS);
  }

  void add(Exchange exchange) {
    coming.add(exchange);
  }

  void remove(Exchange exchange) {
    coming.remove(exchange);
  }

  private void look() {
    long now = System.nanoTime();
    for (Exchange exchange : coming) {
      try {
        exchange.judgePace(now);
      } catch (Throwable e) {
        LOG.error("a body could not be judged", e); // and the next one must be all the same
      }
    }
  }

  @Override
  public void close() {
    clock.shutdownNow();
  }
}
