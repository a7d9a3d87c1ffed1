package io.ucad.detector;

/**
 * How far an image is from a task.
 *
 * @param task its name
 * @param distance routing distance (paper Eq. 4, a mean over tokens)
 * @param limit routing distance up to which an image may be of this task
 */
public record TaskDistance(String task, float distance, float limit) {
  /** Whether the image may be of this task. */
  public boolean known() {
    return distance <= limit;
  }
}
