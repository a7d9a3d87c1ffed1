package io.ucad.admin.webhook;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * When a failed attempt is repeated: later and later, a limited number of times, until it is too
 * old to be of use.
 *
 * @param first pause after the first attempt; each later one is four times as long
 * @param longest pause
 * @param most attempts in all
 * @param age after which there is no attempt any more
 */
record Retries(Duration first, Duration longest, int most, Duration age) {
  /** 15 s, 1 min, 4 min, 16 min, 64 min, then 4 h each. */
  static final Retries DEFAULT =
      new Retries(Duration.ofSeconds(15), Duration.ofHours(4), 10, Duration.ofHours(24));

  private static final int TWO_BITS = 2;
  private static final int MOST_SHIFTS = 30;

  Retries {
    if (!first.isPositive() || longest.compareTo(first) < 0 || most < 1 || !age.isPositive()) {
      throw new IllegalArgumentException(
          "expected positive pauses, attempts and age, found %s, %s, %d, %s"
              .formatted(first, longest, most, age));
    }
  }

  /** Whether an attempt may begin. */
  boolean allow(int attempts, Instant asked, Instant now) {
    return attempts < most && now.isBefore(asked.plus(age));
  }

  /**
   * When to try again.
   *
   * @param attempts so far, at least 1
   * @return empty for never
   */
  Optional<Instant> next(int attempts, Instant asked, Instant now) {
    Duration pause = first.multipliedBy(1L << Math.min(TWO_BITS * (attempts - 1), MOST_SHIFTS));
    Instant at = now.plus(pause.compareTo(longest) < 0 ? pause : longest);
    return allow(attempts, asked, at) ? Optional.of(at) : Optional.empty();
  }
}
