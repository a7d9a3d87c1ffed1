package io.ucad.deployment;

import java.time.Duration;

/**
 * How patient a deployment is.
 *
 * @param model the name that clients use
 * @param loading how long a package may take until its workers are ready
 * @param draining how long to wait for the old version's queue to be empty; then it is removed
 *     nevertheless, as requests without a version never stop reaching it
 * @param poll how often to look meanwhile
 */
public record DeploymentSettings(String model, Duration loading, Duration draining, Duration poll) {

  /** The model is {@code ucad}; five minutes to load, ten seconds to drain. */
  public static DeploymentSettings defaults() {
    return new DeploymentSettings(
        "ucad", Duration.ofMinutes(5), Duration.ofSeconds(10), Duration.ofMillis(250));
  }

  /** The private name of a package that is tried. */
  String staging() {
    return model + "-staging";
  }
}
