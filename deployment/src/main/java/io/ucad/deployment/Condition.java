package io.ucad.deployment;

/**
 * How a registered version is.
 *
 * @param status {@code Healthy}, {@code Unhealthy}, {@code PENDING} or {@code FAILED}
 * @param ready workers that take requests
 * @param target workers that there should be at least
 * @param queued requests that wait for a worker
 */
public record Condition(String status, int ready, int target, int queued) {
  private static final String HEALTHY = "Healthy";

  /** Whether all the workers that there should be take requests. */
  public boolean healthy() {
    return status.equals(HEALTHY) && ready > 0 && ready >= target;
  }

  @Override
  public String toString() {
    return status + ", " + ready + " of " + target + " worker(s) ready, " + queued + " queued";
  }
}
