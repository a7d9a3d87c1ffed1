package io.ucad.pretrain.train;

/**
 * Everything that a step changes.
 *
 * @param step number of steps done
 * @param theta parameters
 * @param mean running mean of the gradient
 * @param variance running mean of its square
 */
@SuppressWarnings("ArrayRecordComponent") // numeric payload, never compared
record TrainingState(int step, float[] theta, float[] mean, float[] variance) {
  static TrainingState initial(float[] theta) {
    return new TrainingState(0, theta, new float[theta.length], new float[theta.length]);
  }
}
