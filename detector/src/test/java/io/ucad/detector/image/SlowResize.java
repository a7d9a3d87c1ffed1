package io.ucad.detector.image;

/**
 * The obviously right twin of {@link Preprocessor}: every output from all source pixels, in
 * doubles.
 */
final class SlowResize {
  private SlowResize() {}

  static double[] apply(Preprocessing input, DecodedImage image) {
    double[] out = new double[3 * input.width() * input.height()];
    int shownWidth = input.width();
    int shownHeight = input.height();
    if (input.fit() == Fit.PAD) {
      double factor =
          Math.min(
              (double) input.width() / image.width(), (double) input.height() / image.height());
      shownWidth = Math.max(1, (int) Math.round(image.width() * factor));
      shownHeight = Math.max(1, (int) Math.round(image.height() * factor));
    }
    int left = (input.width() - shownWidth) / 2;
    int top = (input.height() - shownHeight) / 2;
    for (int y = 0; y < shownHeight; y++) {
      for (int x = 0; x < shownWidth; x++) {
        double[] across = kernel(input.filter(), image.width(), shownWidth, x);
        double[] down = kernel(input.filter(), image.height(), shownHeight, y);
        for (int c = 0; c < 3; c++) {
          double sum = 0;
          for (int v = 0; v < image.height(); v++) {
            for (int u = 0; u < image.width(); u++) {
              if (across[u] != 0 && down[v] != 0) {
                sum += across[u] * down[v] * image.sample(u, v, c);
              }
            }
          }
          out[(c * input.height() + top + y) * input.width() + left + x] =
              (sum / 255 - input.mean().get(c)) / input.std().get(c);
        }
      }
    }
    return out;
  }

  /**
   * Weights of all source pixels for one target pixel: the kernel around the target's centre,
   * widened when shrinking, normalised.
   */
  private static double[] kernel(Filter filter, int source, int target, int t) {
    double step = (double) source / target;
    double widening = Math.max(1, step);
    double centre = (t + 0.5) * step;
    double[] weights = new double[source];
    double sum = 0;
    for (int u = 0; u < source; u++) {
      double d = Math.abs(u + 0.5 - centre) / widening;
      weights[u] = filter == Filter.BILINEAR ? Math.max(0, 1 - d) : keys(d);
      sum += weights[u];
    }
    for (int u = 0; u < source; u++) {
      weights[u] /= sum;
    }
    return weights;
  }

  /** Keys (1981) with a = -0.5, written out. */
  private static double keys(double d) {
    if (d < 1) {
      return 1.5 * d * d * d - 2.5 * d * d + 1;
    }
    return d < 2 ? -0.5 * d * d * d + 2.5 * d * d - 4 * d + 2 : 0;
  }
}
