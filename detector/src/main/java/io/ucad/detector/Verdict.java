package io.ucad.detector;

/** What is said of an image. */
public enum Verdict {
  /** As normal as the images learned. */
  OK,
  /** Between the two thresholds: a person should look. */
  REVIEW,
  /** Not good: over the threshold of the chosen false-alarm rate. */
  NG,
  /** Of no product learned so far; no score is claimed. */
  UNKNOWN
}
