package io.ucad.detector.coreset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The projection is linear, and keeps distances. */
class ProjectionTest {
  private static final int FROM = 39;
  private static final int TO = 10;

  @Test
  void isTheProductWithOneMatrix() {
    int count = 77;
    float[] rows = random(count * FROM);
    var projection = new Projection(FROM, TO, 4);
    float[] unit = new float[FROM * FROM];
    for (int i = 0; i < FROM; i++) {
      unit[i * FROM + i] = 1;
    }
    float[] matrix = projection.apply(unit, FROM);

    float[] projected = projection.apply(rows, count);

    for (int row = 0; row < count; row++) {
      for (int j = 0; j < TO; j++) {
        double sum = 0;
        for (int i = 0; i < FROM; i++) {
          sum += (double) rows[row * FROM + i] * matrix[i * TO + j];
        }
        assertThat((double) projected[row * TO + j]).isCloseTo(sum, within(1e-5));
      }
    }
  }

  @Test
  void keepsDistances() {
    int dim = 300;
    float[] rows = random(40 * dim);
    float[] projected = new Projection(dim, 128, 2).apply(rows, 40);

    for (int i = 1; i < 40; i++) {
      double before = SlowKCentre.distance(row(rows, 0, dim), row(rows, i, dim));
      double after = SlowKCentre.distance(row(projected, 0, 128), row(projected, i, 128));
      assertThat(after / before).isBetween(0.7, 1.3);
    }
  }

  private static float[] row(float[] rows, int i, int dim) {
    return java.util.Arrays.copyOfRange(rows, i * dim, (i + 1) * dim);
  }

  private static float[] random(int length) {
    var random = new SplittableRandom(3);
    float[] values = new float[length];
    for (int i = 0; i < length; i++) {
      values[i] = (float) (random.nextDouble() * 2 - 1);
    }
    return values;
  }
}
