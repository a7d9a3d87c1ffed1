package io.ucad.store;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Excludes all other threads and processes from changing which versions, aliases and leases exist.
 * It is held only while names change, never while a task's bytes are written.
 */
final class StoreLock {

  private static final ConcurrentHashMap<Path, ReentrantLock> THREADS = new ConcurrentHashMap<>();
  private static final long FIRST_PAUSE_MS = 1;
  private static final long LONGEST_PAUSE_MS = 20;

  private final StoreFileSystem files;
  private final Path file;
  private final Duration timeout;
  private final ReentrantLock threads;

  StoreLock(StoreFileSystem files, Path file, Duration timeout) {
    this.files = files;
    this.file = file;
    this.timeout = timeout;
    this.threads = THREADS.computeIfAbsent(file, path -> new ReentrantLock(true));
  }

  /** Runs the body alone. A thread that is inside already goes straight on. */
  <T> T locked(IoCall<T> body) throws IOException {
    if (threads.isHeldByCurrentThread()) {
      return body.run();
    }
    long deadline = System.nanoTime() + timeout.toNanos();
    try {
      // Threads queue here, so that only processes have to poll for each other.
      if (!threads.tryLock(timeout.toNanos(), TimeUnit.NANOSECONDS)) {
        throw busy();
      }
      try {
        var lock = waitForProcesses(deadline);
        try {
          return body.run();
        } finally {
          // Closing frees the lock even when it complains, and must not take the result away.
          Cleanup.quietly(lock::close);
        }
      } finally {
        threads.unlock();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw interrupted(e);
    }
  }

  private StoreFileSystem.Lock waitForProcesses(long deadline)
      throws IOException, InterruptedException {
    long pause = FIRST_PAUSE_MS;
    while (true) {
      var lock = files.tryLock(file);
      if (lock.isPresent()) {
        return lock.get();
      }
      if (System.nanoTime() - deadline > 0) {
        throw busy();
      }
      Thread.sleep(pause);
      pause = Math.min(LONGEST_PAUSE_MS, pause * 2);
    }
  }

  private StoreException.Busy busy() {
    return new StoreException.Busy(
        file
            + " was held by another process for "
            + timeout.toSeconds()
            + " s. Find the process that holds it, then try again");
  }

  private static InterruptedIOException interrupted(InterruptedException cause) {
    var e = new InterruptedIOException("interrupted while waiting for the store's lock");
    e.initCause(cause);
    return e;
  }
}
