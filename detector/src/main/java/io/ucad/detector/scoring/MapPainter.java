package io.ucad.detector.scoring;

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
    for (int y = 0; y < height; y++) {
      int at = y * width;
      for (int r = 0; r < rows; r++) {
        float weight = down[y][r];
        if (weight != 0) {
          float[] row = wide[r];
          for (int x = 0; x < width; x++) {
            values[at + x] += weight * row[x];
          }
        }
      }
    }
    return new AnomalyMap(width, height, values);
  }
}
