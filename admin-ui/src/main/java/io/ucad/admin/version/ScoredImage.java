package io.ucad.admin.version;

import java.util.Optional;

/**
 * What was said of one test image, before any threshold.
 *
 * @param name within its task
 * @param kind of defect, {@code good} for none, as people had labelled it
 * @param nearest the task it is nearest to, whose memory gave the score
 * @param known whether that task is near enough
 */
public record ScoredImage(String name, String kind, String nearest, boolean known, float score) {
  static final String GOOD = "good";

  public ScoredImage {
    if (!Float.isFinite(score)) {
      throw new IllegalArgumentException(
          "expected a finite score of '" + name + "', found " + score);
    }
  }

  /** Whether people say that it shows a defect. */
  public boolean defective() {
    return !kind.equals(GOOD);
  }

  /** Where it was sent; empty if it was rejected as of no known product. */
  public Optional<String> routedTo() {
    return known ? Optional.of(nearest) : Optional.empty();
  }
}
