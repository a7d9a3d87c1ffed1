package io.ucad.detector;

import java.util.Optional;

/**
 * What the asker wants.
 *
 * @param task skip routing and use this task
 * @param explanations how many of the worst patches to explain by their nearest normal patch
 */
public record InspectionOptions(Optional<String> task, int explanations) {
  /** Routed, without explanations. */
  public static final InspectionOptions DEFAULT = new InspectionOptions(Optional.empty(), 0);

  private static final int EXPLAINED = 5;

  public InspectionOptions {
    if (explanations < 0) {
      throw new IllegalArgumentException("expected 0 or more explanations, found " + explanations);
    }
  }

  /** With the five worst patches explained, or none. */
  public static InspectionOptions of(Optional<String> task, boolean explain) {
    return new InspectionOptions(task, explain ? EXPLAINED : 0);
  }
}
