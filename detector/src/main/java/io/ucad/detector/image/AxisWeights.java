package io.ucad.detector.image;

/**
 * Which source pixels, with which weights, make each target pixel along one axis: target {@code t}
 * is {@code sum_k weight(t, k) * source(first(t) + k)} over {@code k < taps(t)}, with weights that
 * sum to 1.
 */
final class AxisWeights {
  private final int[] first;
  private final float[][] weights;

  private AxisWeights(int[] first, float[][] weights) {
    this.first = first;
    this.weights = weights;
  }

  static AxisWeights of(Filter filter, int source, int target) {
    double step = (double) source / target;
    double widening = Math.max(1, step);
    double radius = filter.radius() * widening;
    int[] first = new int[target];
    float[][] weights = new float[target][];
    for (int t = 0; t < target; t++) {
      double centre = (t + 0.5) * step;
      int from = (int) Math.max(0, Math.floor(centre - radius + 0.5));
      int to = (int) Math.min(source, Math.floor(centre + radius + 0.5));
      while (to - from > 1 && filter.weight((to - 0.5 - centre) / widening) == 0) {
        to--; // equal sizes need one tap, not two
      }
      double[] exact = new double[to - from];
      double sum = 0;
      for (int k = 0; k < exact.length; k++) {
        exact[k] = filter.weight((from + k + 0.5 - centre) / widening);
        sum += exact[k];
      }
      first[t] = from;
      weights[t] = new float[exact.length];
      for (int k = 0; k < exact.length; k++) {
        weights[t][k] = (float) (exact[k] / sum);
      }
    }
    return new AxisWeights(first, weights);
  }

  int targets() {
    return first.length;
  }

  /** Source pixels of the target pixel that needs most. */
  int mostTaps() {
    int most = 0;
    for (float[] taps : weights) {
      most = Math.max(most, taps.length);
    }
    return most;
  }

  int first(int target) {
    return first[target];
  }

  /** The weights of one target pixel: not to be written. */
  float[] weights(int target) {
    return weights[target];
  }
}
