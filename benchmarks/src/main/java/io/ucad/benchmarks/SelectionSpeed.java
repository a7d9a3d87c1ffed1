package io.ucad.benchmarks;

import io.ucad.detector.coreset.TokenPool;
import java.util.SplittableRandom;

/** Greedy k-centre on 30,000 tokens of width 768. */
final class SelectionSpeed {
  private static final int IMAGES = 150;
  private static final int TOKENS = 200;
  private static final int DIM = 768;

  void measure(Results results) {
    var random = new SplittableRandom(1);
    float[] image = new float[TOKENS * DIM];
    var pool = new TokenPool(DIM, TokenPool.CAPACITY, 4 * 784, TokenPool.PROJECTED, 1);
    for (int i = 0; i < IMAGES; i++) {
      for (int j = 0; j < image.length; j++) {
        image[j] = (float) random.nextGaussian();
      }
      pool.add(i, image);
    }
    for (int k : new int[] {196, 784}) {
      double[] ms = Measure.inTurn(1, 5, () -> pool.chooser().choose(k));
      results.add("k-centre, 30,000 tokens x 768 to " + k, ms[0] / 1000, "s");
    }
  }
}
