package io.ucad.evaluation;

/** Scores, labels, masks or matrices that no metric can be computed from. */
public final class MetricInputException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  MetricInputException(String message) {
    super(message);
  }

  static void requireFinite(double value, String what) {
    if (!Double.isFinite(value)) {
      throw new MetricInputException(
          "Expected a finite " + what + ", found " + value + "; check the scores it came from");
    }
  }
}
