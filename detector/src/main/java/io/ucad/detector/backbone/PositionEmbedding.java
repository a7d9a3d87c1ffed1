package io.ucad.detector.backbone;

/**
 * Resamples a grid of position embeddings to another grid as timm does: {@code
 * interpolate(mode="bicubic", antialias=True, align_corners=False)}, that is a separable Keys cubic
 * with a = -0.5 around pixel centres, widened by the factor of a reduction, weights cut at the
 * border and normalised to 1.
 */
final class PositionEmbedding {
  private static final double A = -0.5;

  private PositionEmbedding() {}

  /**
   * Resamples.
   *
   * @param values {@code [from.rows, from.columns, dim]}, row-major
   * @return {@code [to.rows, to.columns, dim]}
   */
  static float[] resample(float[] values, int dim, PatchGrid from, PatchGrid to) {
    if (from.equals(to)) {
      return values.clone();
    }
    double[][] acrossRows = weights(from.rows(), to.rows());
    double[][] acrossColumns = weights(from.columns(), to.columns());
    float[] wide = new float[from.rows() * to.columns() * dim];
    for (int r = 0; r < from.rows(); r++) {
      for (int c = 0; c < to.columns(); c++) {
        for (int k = 0; k < from.columns(); k++) {
          int source = (r * from.columns() + k) * dim;
          accumulate(wide, (r * to.columns() + c) * dim, values, source, dim, acrossColumns[c][k]);
        }
      }
    }
    float[] out = new float[to.patches() * dim];
    for (int r = 0; r < to.rows(); r++) {
      for (int k = 0; k < from.rows(); k++) {
        for (int c = 0; c < to.columns(); c++) {
          int source = (k * to.columns() + c) * dim;
          accumulate(out, (r * to.columns() + c) * dim, wide, source, dim, acrossRows[r][k]);
        }
      }
    }
    return out;
  }

  private static void accumulate(
      float[] target, int at, float[] source, int from, int dim, double weight) {
    if (weight == 0) {
      return;
    }
    float w = (float) weight;
    for (int d = 0; d < dim; d++) {
      target[at + d] += w * source[from + d];
    }
  }

  /** Row i: the weights of all inputs for output i. */
  private static double[][] weights(int in, int out) {
    double scale = (double) in / out;
    double stretch = Math.max(scale, 1);
    double support = 2 * stretch;
    double[][] weights = new double[out][in];
    for (int i = 0; i < out; i++) {
      double centre = scale * (i + 0.5);
      int first = Math.max((int) (centre - support + 0.5), 0);
      int last = Math.min((int) (centre + support + 0.5), in);
      double sum = 0;
      for (int k = first; k < last; k++) {
        weights[i][k] = cubic((k - centre + 0.5) / stretch);
        sum += weights[i][k];
      }
      for (int k = first; k < last; k++) {
        weights[i][k] /= sum;
      }
    }
    return weights;
  }

  private static double cubic(double distance) {
    double x = Math.abs(distance);
    if (x < 1) {
      return ((A + 2) * x - (A + 3)) * x * x + 1;
    }
    return x < 2 ? (((x - 5) * x + 8) * x - 4) * A : 0;
  }
}
