package io.ucad.endpoint.model;

import io.ucad.store.ModelStore;
import io.ucad.store.StoreException;
import io.ucad.store.VersionId;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the host at the version that was chosen, looking now and then whether an alias has moved. A
 * version that failed is not tried again before the alias has moved or a while has passed.
 */
public final class VersionFollower implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(VersionFollower.class);

  private final ModelHost host;
  private final VersionChoice choice;
  private final Duration retry;
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().name("ucad-follower").daemon(true).factory());
  private Optional<VersionId> failed = Optional.empty();
  private long failedAt;

  private VersionFollower(ModelHost host, VersionChoice choice, Duration retry) {
    this.host = host;
    this.choice = choice;
    this.retry = retry;
  }

  /**
   * Serves the chosen version and follows it from then on.
   *
   * @param every how often to look
   * @param retry when to try a version again that failed
   * @throws RuntimeException if there is no version to begin with, or it cannot be loaded
   */
  public static VersionFollower start(
      ModelHost host, VersionChoice choice, Duration every, Duration retry) {
    host.serve(choice.in(host.store()));
    return startWhenThere(host, choice, every, retry);
  }

  /** As {@link #start}, but the first version may come later: the host has none until then. */
  public static VersionFollower startWhenThere(
      ModelHost host, VersionChoice choice, Duration every, Duration retry) {
    var follower = new VersionFollower(host, choice, retry);
    var unused =
        follower.clock.scheduleWithFixedDelay(
            follower::look, every.toNanos(), every.toNanos(), TimeUnit.NANOSECONDS);
    return follower;
  }

  /** Looks now; returns when the host is at the chosen version or has failed to get there. */
  public synchronized void look() {
    try {
      Optional<VersionId> chosen = chosen();
      if (chosen.isEmpty()) {
        return;
      }
      VersionId wanted = chosen.get();
      if (host.current().equals(Optional.of(wanted)) || failedLately(wanted)) {
        return;
      }
      failed = Optional.of(wanted);
      failedAt = System.nanoTime();
      host.serve(wanted);
      failed = Optional.empty();
    } catch (Throwable e) {
      LOG.error("the version that answered before still does, because another cannot", e);
    }
  }

  /** Empty while the store has none yet; that one goes away is a fault. */
  private Optional<VersionId> chosen() {
    ModelStore store = host.store();
    try {
      return Optional.of(choice.in(store));
    } catch (StoreException.NotFound e) {
      if (host.current().isEmpty()) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private boolean failedLately(VersionId wanted) {
    return failed.equals(Optional.of(wanted)) && System.nanoTime() - failedAt < retry.toNanos();
  }

  @Override
  public void close() {
    clock.shutdownNow();
  }
}
