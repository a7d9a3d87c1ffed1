package io.ucad.evaluation;

import java.util.Arrays;

/**
 * Anomaly scores of images with their ground truth, ranked once for all metrics. A higher score
 * means more anomalous.
 */
public final class RankedScores {
  private final double[] defective;
  private final double[] normal;

  private RankedScores(double[] defective, double[] normal) {
    this.defective = defective;
    this.normal = normal;
  }

  /**
   * Ranks the scores.
   *
   * @param scores one finite score per image
   * @param labels true for a defective image
   * @throws MetricInputException when the lengths differ or a score is NaN or infinite
   */
  public static RankedScores of(double[] scores, boolean[] labels) {
    if (scores.length != labels.length) {
      throw new MetricInputException(
          "Expected one label per score, found "
              + scores.length
              + " scores and "
              + labels.length
              + " labels");
    }
    double[] defective = new double[scores.length];
    double[] normal = new double[scores.length];
    int d = 0;
    int n = 0;
    for (int i = 0; i < scores.length; i++) {
      MetricInputException.requireFinite(scores[i], "score at index " + i);
      double score = scores[i] + 0.0; // -0.0 ties with 0.0
      if (labels[i]) {
        defective[d++] = score;
      } else {
        normal[n++] = score;
      }
    }
    return new RankedScores(sorted(defective, d), sorted(normal, n));
  }

  /** As {@link #of(double[], boolean[])}, for single-precision scores. */
  public static RankedScores of(float[] scores, boolean[] labels) {
    double[] wide = new double[scores.length];
    for (int i = 0; i < scores.length; i++) {
      wide[i] = scores[i];
    }
    return of(wide, labels);
  }

  private static double[] sorted(double[] values, int count) {
    double[] result = Arrays.copyOf(values, count);
    Arrays.sort(result);
    return result;
  }

  ClassCounts counts() {
    return new ClassCounts(defective.length, normal.length);
  }

  void sweep(ThresholdVisitor visitor) {
    int d = defective.length;
    int n = normal.length;
    while (d > 0 || n > 0) {
      double threshold =
          Math.max(
              d > 0 ? defective[d - 1] : Double.NEGATIVE_INFINITY,
              n > 0 ? normal[n - 1] : Double.NEGATIVE_INFINITY);
      int nextD = below(defective, d, threshold);
      int nextN = below(normal, n, threshold);
      visitor.visit(threshold, d - nextD, n - nextN);
      d = nextD;
      n = nextN;
    }
  }

  private static int below(double[] ascending, int end, double threshold) {
    int i = end;
    while (i > 0 && ascending[i - 1] == threshold) {
      i--;
    }
    return i;
  }
}
