package io.ucad.deployment;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * An image whose answer is known. What is absent is not compared.
 *
 * @param name for messages
 * @param bytes PNG or JPEG
 * @param task the product that it must be routed to
 * @param verdict {@code OK}, {@code REVIEW}, {@code NG} or {@code UNKNOWN}
 * @param score the image score
 */
public record SmokeImage(
    String name,
    byte[] bytes,
    Optional<String> task,
    Optional<String> verdict,
    OptionalDouble score) {

  public SmokeImage {
    bytes = bytes.clone();
    if (score.isPresent() && !Double.isFinite(score.getAsDouble())) {
      throw new DeploymentException.Invalid(
          "the score of " + name, "a number", String.valueOf(score.getAsDouble()));
    }
  }

  @Override
  public byte[] bytes() {
    return bytes.clone();
  }
}
