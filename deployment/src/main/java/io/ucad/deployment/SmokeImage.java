package io.ucad.deployment;

import java.util.Optional;
import java.util.OptionalDouble;

/** An image whose answer is known. What is absent is not compared. */
public final class SmokeImage {
  private final String name;
  private final byte[] bytes;
  private final Optional<String> task;
  private final Optional<String> verdict;
  private final OptionalDouble score;
  private final boolean asked;

  /**
   * An image that the version must route by itself.
   *
   * @param name for messages
   * @param bytes PNG or JPEG
   * @param task the product that it must be routed to
   * @param verdict {@code OK}, {@code REVIEW}, {@code NG} or {@code UNKNOWN}
   * @param score the image score
   */
  public SmokeImage(
      String name,
      byte[] bytes,
      Optional<String> task,
      Optional<String> verdict,
      OptionalDouble score) {
    this(name, bytes, task, verdict, score, false);
  }

  private SmokeImage(
      String name,
      byte[] bytes,
      Optional<String> task,
      Optional<String> verdict,
      OptionalDouble score,
      boolean asked) {
    if (score.isPresent() && !Double.isFinite(score.getAsDouble())) {
      throw new DeploymentException.Invalid(
          "the score of " + name, "a number", String.valueOf(score.getAsDouble()));
    }
    this.name = name;
    this.bytes = bytes.clone();
    this.task = task;
    this.verdict = verdict;
    this.score = score;
    this.asked = asked;
  }

  /** An image that is inspected as a product without routing, as those kept in a memory are. */
  public static SmokeImage askedAs(String task, String name, byte[] bytes, double score) {
    return new SmokeImage(
        name, bytes, Optional.of(task), Optional.empty(), OptionalDouble.of(score), true);
  }

  /** For messages. */
  public String name() {
    return name;
  }

  /** A copy of the encoded image. */
  public byte[] bytes() {
    return bytes.clone();
  }

  /** The product that it must be routed to. */
  public Optional<String> task() {
    return task;
  }

  /** The verdict that it must get. */
  public Optional<String> verdict() {
    return verdict;
  }

  /** The score that it must get, within {@link SmokeTest#TOLERANCE}. */
  public OptionalDouble score() {
    return score;
  }

  /** The product that is named to the version; empty if it has to find out. */
  Optional<String> asked() {
    return asked ? task : Optional.empty();
  }
}
