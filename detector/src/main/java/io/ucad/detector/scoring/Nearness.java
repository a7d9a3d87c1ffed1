package io.ucad.detector.scoring;

import ai.djl.ndarray.NDArray;

/**
 * Upper bounds of how near bank vectors are to tokens. Nearness is {@code (|x|^2 - |x - v|^2) / 2},
 * with any origin that does not depend on v: the nearest vector has the largest one, and one matrix
 * product gives it for all pairs.
 *
 * @param bounds [m, size]; not below the nearness by more than the slack
 * @param own {@code |x|^2} of every token from the origin
 * @param slack what rounding may take from a bound of a token, by its {@code |x|^2}
 */
@SuppressWarnings("ArrayRecordComponent") // numeric payload, never compared
record Nearness(NDArray bounds, float[] own, Slack slack) {
  /** A bound of rounding errors. */
  @FunctionalInterface
  interface Slack {
    double of(double own);
  }

  /** The share of squared lengths that rounding may cost; products of floats stay far below it. */
  static final double ROUNDING = 1e-4;
}
