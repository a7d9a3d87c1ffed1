package io.ucad.admin.job;

import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.TransactionException;

/** The database is away, as while it restarts: nobody's fault, and it will be back. */
final class Outage {
  private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

  private Outage() {}

  /**
   * Whether a lost or refused connection is behind a problem: SQL states of class 08, and 57P01 to
   * 57P03, with which PostgreSQL shuts down, crashes and starts; or that a transaction could not be
   * begun or ended, which hides the state.
   */
  static boolean isBehind(Throwable problem) {
    Throwable at = problem;
    for (int depth = 0; at != null && depth < 20; depth++) {
      if (at instanceof TransactionException
          || at instanceof org.hibernate.TransactionException
          || at instanceof SQLTransientConnectionException
          || (at instanceof SQLException sql && isOutage(sql.getSQLState()))) {
        return true;
      }
      at = at.getCause();
    }
    return false;
  }

  private static boolean isOutage(@Nullable String state) {
    return state != null && (state.startsWith("08") || state.startsWith("57P0"));
  }

  /**
   * Does something as soon as the database is there. What is done must not matter twice: the answer
   * to a change may be lost after it took effect.
   *
   * @param longest to wait; then the last problem is thrown
   */
  static void outlast(Duration longest, Runnable work) {
    long deadline = System.nanoTime() + longest.toNanos();
    Duration pause = FIRST_PAUSE;
    while (true) {
      try {
        work.run();
        return;
      } catch (RuntimeException e) {
        if (!isBehind(e) || System.nanoTime() - deadline > 0) {
          throw e;
        }
        try {
          Thread.sleep(pause);
        } catch (InterruptedException stop) {
          Thread.currentThread().interrupt();
          throw e;
        }
      }
      pause =
          pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0
              ? pause.multipliedBy(2)
              : LONGEST_PAUSE;
    }
  }
}
