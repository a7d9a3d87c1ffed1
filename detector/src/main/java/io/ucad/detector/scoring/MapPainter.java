package io.ucad.detector.scoring;

import java.util.Arrays;

/** Paints the score grid of an image as a smooth anomaly map. Immutable, thread-safe. */
public final class MapPainter {
  private final float[][] down; // [height, rows]
  private final float[][] across; // [width, columns]

  /**
   * @param rows of the token grid
   * @param columns of the token grid
   * @param sigma of the Gaussian, in map pixels; 0 for none
   */
  public MapPainter(int rows, int columns, int height, int width, double sigma) {
    down = MapOperator.along(rows, height, sigma);
    across = MapOperator.along(columns, width, sigma);
  }

  /**
   * @param scores [rows, columns], row by row
   */
  public AnomalyMap paint(float[] scores) {
    int height = down.length;
    int width = across.length;
    int rows = down[0].length;
    int columns = across[0].length;
    if (scores.length != rows * columns) {
      throw new IllegalArgumentException(
          "expected " + rows + " x " + columns + " scores, found " + scores.length);
    }
    float[][] wide = new float[rows][width];
    for (int r = 0; r < rows; r++) {
      for (int x = 0; x < width; x++) {
        float sum = 0;
        for (int c = 0; c < columns; c++) {
          sum += across[x][c] * scores[r * columns + c];
        }
        wide[r][x] = sum;
      }
    }
    float[] values = new float[height * width];
    float[] line = new float[width];
    for (int y = 0; y < height; y++) {
      Arrays.fill(line, 0);
      for (int r = 0; r < rows; r++) {
        if (down[y][r] != 0) {
          add(wide[r], down[y][r], line);
        }
      }
      System.arraycopy(line, 0, values, y * width, width);
    }
    return new AnomalyMap(width, height, values);
  }

  /** With the counter as the only index, which the compiler turns into vector instructions. */
  private static void add(float[] row, float weight, float[] line) {
    for (int x = 0; x < line.length; x++) {
      line[x] += weight * row[x];
    }
  }
}
