package io.ucad.admin.drift;

import io.ucad.admin.alarm.AlarmKind;
import io.ucad.admin.alarm.Alarms;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.springframework.stereotype.Component;

/**
 * Raises an alarm when the newest p-values of a task are no longer uniform, and clears it when they
 * are again. It is asked again and again, so that it takes a very small chance to raise one.
 */
@Component
public class DriftWatch {
  /** So many p-values are looked at together. */
  static final int WINDOW = 100;

  /** Chance of a false alarm in one window. */
  static final double RAISE = 1e-4;

  /** An open alarm stays until the window looks as ordinary as this. */
  static final double CLEAR = 0.05;

  private static final Duration KEPT = Duration.ofDays(90);
  private static final Duration LATELY = Duration.ofDays(7);

  private final ProductionScores scores;
  private final Alarms alarms;
  private final Clock clock;

  DriftWatch(ProductionScores scores, Alarms alarms, Clock clock) {
    this.scores = scores;
    this.alarms = alarms;
    this.clock = clock;
  }

  /** Looks at all tasks of which something was inspected lately, and forgets what is old. */
  public void check() {
    Instant now = clock.instant();
    scores.forget(now.minus(KEPT));
    for (String task : scores.tasks(now.minus(LATELY))) {
      check(task);
    }
  }

  private void check(String task) {
    double[] newest = scores.newest(task, WINDOW);
    if (newest.length < WINDOW) {
      return;
    }
    double distance = UniformTest.statistic(newest);
    double chance = UniformTest.tail(newest.length, distance);
    if (chance < RAISE) {
      alarms.raise(
          AlarmKind.DRIFT,
          task,
          String.format(Locale.ROOT, "n = %d, D+ = %.3f, p = %.1e", WINDOW, distance, chance));
    } else if (chance >= CLEAR) {
      alarms.clear(AlarmKind.DRIFT, task);
    }
  }
}
