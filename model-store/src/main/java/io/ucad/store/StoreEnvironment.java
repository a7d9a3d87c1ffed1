package io.ucad.store;

import java.time.Clock;
import java.time.Duration;

/**
 * What a store takes from outside.
 *
 * @param files every file operation
 * @param clock dates new versions
 * @param lockTimeout how long to wait for another process before {@link StoreException.Busy}; a
 *     stopped process holds its lock
 */
public record StoreEnvironment(StoreFileSystem files, Clock clock, Duration lockTimeout) {

  public StoreEnvironment {
    if (lockTimeout.isNegative()) {
      throw new IllegalArgumentException("negative lock timeout " + lockTimeout);
    }
  }

  /** The operating system's files and clock, one minute of patience. */
  public static StoreEnvironment system() {
    return new StoreEnvironment(StoreFileSystem.local(), Clock.systemUTC(), Duration.ofMinutes(1));
  }
}
