package io.ucad.detector.answer;

/** How the anomaly map travels. */
public enum MapEncoding {
  /** Not at all. */
  NONE,
  /**
   * {@code png8}: a grey 8-bit PNG, 0 for the smallest value of the map and 255 for the largest,
   * which are given beside it.
   */
  PNG,
  /** {@code float}: the values themselves, row by row, as little-endian 32-bit floats. */
  FLOAT
}
