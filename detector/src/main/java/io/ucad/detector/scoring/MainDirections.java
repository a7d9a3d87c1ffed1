package io.ucad.detector.scoring;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;

/**
 * An orthonormal basis of the subspace along which vectors vary most, nearly: block power iteration
 * from random directions. Nearly is enough for a bound, which holds for every orthonormal basis and
 * is merely tighter for a good one.
 */
final class MainDirections {
  private static final int ITERATIONS = 3;
  private static final double INDEPENDENT = 1e-5;
  private static final long SEED = 1;

  private MainDirections() {}

  /**
   * @param count directions wanted, at most {@code dim}
   * @param covariance multiplies directions, row-major [any, dim], with the covariance of the
   *     vectors
   * @return orthonormal rows of width {@code dim}; fewer than wanted if the vectors vary along
   *     fewer
   */
  static float[][] of(int count, int dim, UnaryOperator<float[][]> covariance) {
    var random = new SplittableRandom(SEED);
    float[][] rows = new float[count][dim];
    for (float[] row : rows) {
      for (int d = 0; d < dim; d++) {
        row[d] = (float) random.nextGaussian();
      }
    }
    for (int i = 0; i < ITERATIONS; i++) {
      rows = orthonormal(covariance.apply(rows));
    }
    return rows;
  }

  /** Gram-Schmidt, each row twice, which is orthogonal to the last bits. */
  private static float[][] orthonormal(float[][] rows) {
    List<float[]> basis = new ArrayList<>();
    for (float[] row : rows) {
      float[] next = row.clone();
      double before = Math.sqrt(dot(next, next));
      for (int pass = 0; pass < 2; pass++) {
        for (float[] other : basis) {
          subtract(next, (float) dot(next, other), other);
        }
      }
      double length = Math.sqrt(dot(next, next));
      if (length > INDEPENDENT * before) {
        for (int d = 0; d < next.length; d++) {
          next[d] = (float) (next[d] / length);
        }
        basis.add(next);
      }
    }
    return basis.toArray(float[][]::new);
  }

  private static void subtract(float[] row, float times, float[] other) {
    for (int d = 0; d < row.length; d++) {
      row[d] -= times * other[d];
    }
  }

  private static double dot(float[] a, float[] b) {
    double sum = 0;
    for (int d = 0; d < a.length; d++) {
      sum += (double) a[d] * b[d];
    }
    return sum;
  }
}
