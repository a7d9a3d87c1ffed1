package io.ucad.endpoint.batch;

import java.time.Duration;

/**
 * What may wait, and what goes together.
 *
 * @param queue requests that may wait
 * @param queueBytes bytes that may wait
 * @param batch most requests of a batch
 * @param delay how long a request may wait for company while a worker is idle
 */
public record BatchLimits(int queue, long queueBytes, int batch, Duration delay) {
  public BatchLimits {
    if (queue < 1 || queueBytes < 1 || batch < 1 || delay.isNegative()) {
      throw new IllegalArgumentException(
          "expected a queue, its bytes and a batch of at least 1 and no negative delay, found %d, %d, %d, %s"
              .formatted(queue, queueBytes, batch, delay));
    }
  }
}
