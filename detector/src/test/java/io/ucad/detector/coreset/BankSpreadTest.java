package io.ucad.detector.coreset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class BankSpreadTest {
  @Test
  void isTheRootMeanSquareOfAllPairs() {
    int n = 17;
    int dim = 5;
    float[] vectors = new float[n * dim];
    var random = new SplittableRandom(4);
    for (int i = 0; i < vectors.length; i++) {
      vectors[i] = (float) random.nextGaussian();
    }
    double sum = 0;
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < i; j++) {
        for (int d = 0; d < dim; d++) {
          double difference = vectors[i * dim + d] - vectors[j * dim + d];
          sum += difference * difference;
        }
      }
    }
    var bank = new Bank(vectors, dim, new int[n], new int[n]);
    assertThat((double) bank.spread())
        .isCloseTo(Math.sqrt(sum / (n * (n - 1) / 2.0)), within(1e-5));
  }

  @Test
  void aSingleVectorHasNone() {
    assertThat(new Bank(new float[] {1, 2}, 2, new int[1], new int[1]).spread()).isZero();
  }
}
