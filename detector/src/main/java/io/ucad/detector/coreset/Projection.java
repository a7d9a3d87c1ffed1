package io.ucad.detector.coreset;

import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * A seeded Gaussian random projection that keeps distances up to a small relative error
 * (Johnson-Lindenstrauss), so that selection costs {@code to} instead of {@code from} operations a
 * pair.
 *
 * <p>Rows are arrays of their own, so that every index of an inner loop is its counter: only then
 * does the compiler of Java 17 to 25 turn the loop into vector instructions.
 */
final class Projection {
  private static final int ROWS_PER_STEP = 32;

  private final int from;
  private final int to;
  private final float[][] matrix; // [from][to]

  Projection(int from, int to, long seed) {
    this.from = from;
    this.to = to;
    this.matrix = new float[from][to];
    var random = new SplittableRandom(seed);
    double scale = 1 / Math.sqrt(to);
    for (float[] row : matrix) {
      for (int j = 0; j < to; j++) {
        row[j] = (float) (random.nextGaussian() * scale);
      }
    }
  }

  /** Projects {@code count} rows of {@code rows} ([count, from]) to [count, to]. */
  float[] apply(float[] rows, int count) {
    float[] out = new float[Math.multiplyExact(count, to)];
    int steps = (count + ROWS_PER_STEP - 1) / ROWS_PER_STEP;
    IntStream.range(0, steps)
        .parallel()
        .forEach(
            step -> {
              int first = step * ROWS_PER_STEP;
              project(rows, first, Math.min(count, first + ROWS_PER_STEP), out);
            });
    return out;
  }

  /**
   * The order of the loops keeps the sums of a few rows and four rows of the matrix in the first
   * cache, and each sum is loaded and stored once for four products.
   */
  private void project(float[] rows, int first, int end, float[] out) {
    float[][] sums = new float[end - first][to];
    int i = 0;
    for (; i + 3 < from; i += 4) {
      for (int row = first; row < end; row++) {
        int at = row * from + i;
        addFour(rows[at], rows[at + 1], rows[at + 2], rows[at + 3], i, sums[row - first]);
      }
    }
    for (; i < from; i++) {
      for (int row = first; row < end; row++) {
        addOne(rows[row * from + i], matrix[i], sums[row - first]);
      }
    }
    for (int row = first; row < end; row++) {
      System.arraycopy(sums[row - first], 0, out, row * to, to);
    }
  }

  private void addFour(float a, float b, float c, float d, int i, float[] sums) {
    float[] first = matrix[i];
    float[] second = matrix[i + 1];
    float[] third = matrix[i + 2];
    float[] fourth = matrix[i + 3];
    for (int j = 0; j < sums.length; j++) {
      sums[j] += a * first[j] + b * second[j] + (c * third[j] + d * fourth[j]);
    }
  }

  private static void addOne(float value, float[] row, float[] sums) {
    for (int j = 0; j < sums.length; j++) {
      sums[j] += value * row[j];
    }
  }
}
