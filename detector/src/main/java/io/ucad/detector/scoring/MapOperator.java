package io.ucad.detector.scoring;

/**
 * Bilinear up-sampling followed by a Gaussian, along one axis, as one matrix: both are linear, so
 * the whole anomaly map of a score grid S is {@code A_h S A_w'} (method section 4).
 */
final class MapOperator {
  /** Standard deviations after which the Gaussian is cut off. */
  private static final double TRUNCATE = 4;

  private MapOperator() {}

  /** [size, cells], rows sum to one. */
  static float[][] along(int cells, int size, double sigma) {
    double[] kernel = gaussian(sigma);
    int radius = kernel.length / 2;
    double[][] out = new double[size][cells];
    for (int y = 0; y < size; y++) {
      for (int t = -radius; t <= radius; t++) {
        addBilinear(out[y], reflect(y + t, size), size, kernel[t + radius]);
      }
    }
    return toFloat(out);
  }

  /** Adds the weights of the two cells that pixel {@code y} of {@code size} lies between. */
  private static void addBilinear(double[] cells, int y, int size, double weight) {
    int last = cells.length - 1;
    double at = Math.max(0, (y + 0.5) * cells.length / size - 0.5);
    int low = Math.min((int) at, last);
    double fraction = at - low;
    cells[low] += weight * (1 - fraction);
    cells[Math.min(low + 1, last)] += weight * fraction;
  }

  private static double[] gaussian(double sigma) {
    int radius = (int) (TRUNCATE * sigma + 0.5);
    if (radius == 0) {
      return new double[] {1};
    }
    double[] kernel = new double[2 * radius + 1];
    double sum = 0;
    for (int t = -radius; t <= radius; t++) {
      kernel[t + radius] = Math.exp(-0.5 * t * t / (sigma * sigma));
      sum += kernel[t + radius];
    }
    for (int i = 0; i < kernel.length; i++) {
      kernel[i] /= sum;
    }
    return kernel;
  }

  /** Mirrors an index at the borders, the border pixel itself repeated. */
  private static int reflect(int index, int size) {
    int period = 2 * size;
    int i = Math.floorMod(index, period);
    return i < size ? i : period - 1 - i;
  }

  private static float[][] toFloat(double[][] values) {
    float[][] out = new float[values.length][];
    for (int y = 0; y < values.length; y++) {
      out[y] = new float[values[y].length];
      for (int x = 0; x < out[y].length; x++) {
        out[y][x] = (float) values[y][x];
      }
    }
    return out;
  }
}
