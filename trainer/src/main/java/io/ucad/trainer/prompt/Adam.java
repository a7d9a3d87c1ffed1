package io.ucad.trainer.prompt;

/**
 * Adam (Kingma and Ba 2015) on plain values, so that its whole state can be written to a checkpoint
 * and read back to the same result.
 */
final class Adam {
  private static final double BETA1 = 0.9;
  private static final double BETA2 = 0.999;
  private static final double EPSILON = 1e-8;

  private final double learningRate;
  private final float[] mean;
  private final float[] variance;
  private int step;

  Adam(double learningRate, int size) {
    this(learningRate, new float[size], new float[size], 0);
  }

  Adam(double learningRate, float[] mean, float[] variance, int step) {
    this.learningRate = learningRate;
    this.mean = mean;
    this.variance = variance;
    this.step = step;
  }

  /** Moves {@code values} one step against {@code gradient}. */
  void update(float[] values, float[] gradient) {
    step++;
    double correct1 = 1 - Math.pow(BETA1, step);
    double correct2 = 1 - Math.pow(BETA2, step);
    for (int i = 0; i < values.length; i++) {
      mean[i] = (float) (BETA1 * mean[i] + (1 - BETA1) * gradient[i]);
      variance[i] = (float) (BETA2 * variance[i] + (1 - BETA2) * gradient[i] * gradient[i]);
      double m = mean[i] / correct1;
      double v = variance[i] / correct2;
      values[i] -= (float) (learningRate * m / (Math.sqrt(v) + EPSILON));
    }
  }

  Adam copy() {
    return new Adam(learningRate, mean.clone(), variance.clone(), step);
  }

  float[] mean() {
    return mean;
  }

  float[] variance() {
    return variance;
  }

  int step() {
    return step;
  }
}
