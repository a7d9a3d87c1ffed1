package io.ucad.trainer.sample;

/** Optical blur: a separable Gaussian. */
final class Lens {
  private Lens() {}

  static void blur(float[] channel, int size, double sigma) {
    int reach = Math.max(1, (int) Math.ceil(2.5 * sigma));
    float[] kernel = new float[2 * reach + 1];
    double sum = 0;
    for (int k = -reach; k <= reach; k++) {
      sum += Math.exp(-k * k / (2 * sigma * sigma));
    }
    for (int k = -reach; k <= reach; k++) {
      kernel[k + reach] = (float) (Math.exp(-k * k / (2 * sigma * sigma)) / sum);
    }
    float[] between = new float[channel.length];
    along(channel, between, size, 1, size, kernel);
    along(between, channel, size, size, 1, kernel);
  }

  private static void along(
      float[] from, float[] to, int size, int step, int otherStep, float[] kernel) {
    int reach = kernel.length / 2;
    for (int line = 0; line < size; line++) {
      for (int p = 0; p < size; p++) {
        float sum = 0;
        for (int k = -reach; k <= reach; k++) {
          sum += kernel[k + reach] * from[line * otherStep + Math.clamp(p + k, 0, size - 1) * step];
        }
        to[line * otherStep + p * step] = sum;
      }
    }
  }
}
