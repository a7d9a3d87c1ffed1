package io.ucad.endpoint.http;

import java.time.Duration;

/**
 * What a client may cost.
 *
 * @param maxBody bytes of a body
 * @param grace time before the pace of a body is judged
 * @param minBytesPerSecond pace that a body must keep after that
 * @param longestBody time for a whole body
 * @param linger how long the rest of a refused body is still thrown away, so that the client gets
 *     to read the refusal
 * @param whole time for a whole request, whatever happens
 */
public record HttpLimits(
    int maxBody,
    Duration grace,
    int minBytesPerSecond,
    Duration longestBody,
    Duration linger,
    Duration whole) {
  /** 32 MiB; 5 s, then 16 KiB/s, at most 60 s; 2 s; 3 min. */
  public static final HttpLimits DEFAULT =
      new HttpLimits(
          32 << 20,
          Duration.ofSeconds(5),
          16 << 10,
          Duration.ofSeconds(60),
          Duration.ofSeconds(2),
          Duration.ofMinutes(3));

  public HttpLimits {
    if (maxBody < 1 || minBytesPerSecond < 0) {
      throw new IllegalArgumentException(
          "expected a body of at least 1 byte and a pace of at least 0, found %d and %d"
              .formatted(maxBody, minBytesPerSecond));
    }
  }

  /** Whether so many bytes after so much time are too few. */
  boolean tooSlow(Duration elapsed, long bytes) {
    double judged = elapsed.minus(grace).toNanos() / 1e9;
    return elapsed.compareTo(longestBody) > 0 || (judged > 0 && bytes < judged * minBytesPerSecond);
  }
}
