package io.ucad.detector.answer;

import io.ucad.detector.DetectorException;

/** JSON has no NaN, and an answer must have none either. */
final class Finite {
  private Finite() {}

  static float require(String what, float value) {
    require(what, (double) value);
    return value;
  }

  static double require(String what, double value) {
    if (!Double.isFinite(value)) {
      throw new DetectorException(
          DetectorException.Code.NOT_FINITE,
          "expected a finite %s, found %s; verify the version and its backbone"
              .formatted(what, value));
    }
    return value;
  }
}
