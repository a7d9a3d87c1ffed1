package io.ucad.trainer.region;

import java.util.Arrays;

/**
 * A region label for every pixel. Equal labels mean the same region; the numbers mean nothing else.
 *
 * @param labels {@code [height, width]}, row-major; not copied, so do not change it afterwards
 */
@SuppressWarnings("ArrayRecordComponent") // compared by content below
public record LabelMap(int width, int height, int[] labels) {
  public LabelMap {
    if (width < 1 || height < 1 || labels.length != (long) width * height) {
      throw new IllegalArgumentException(
          "expected width * height labels, got %d for %dx%d"
              .formatted(labels.length, width, height));
    }
  }

  public int label(int x, int y) {
    return labels[y * width + x];
  }

  /**
   * One label per token: that of the pixel under the token's centre (nearest neighbour, method
   * section 3). Labels are never mixed; the mean of two labels would name a region that does not
   * exist.
   *
   * @throws IllegalArgumentException if the grid has no cell
   */
  public LabelGrid sample(int rows, int columns) {
    if (rows < 1 || columns < 1) {
      throw new IllegalArgumentException(
          "a token grid has at least one cell, got %dx%d".formatted(rows, columns));
    }
    int[] sampled = new int[rows * columns];
    for (int r = 0; r < rows; r++) {
      int y = centre(r, rows, height);
      for (int c = 0; c < columns; c++) {
        sampled[r * columns + c] = label(centre(c, columns, width), y);
      }
    }
    return LabelGrid.compact(rows, columns, sampled);
  }

  /** Index of the pixel that holds the centre of a cell: floor((cell + 1/2) * pixels / cells). */
  private static int centre(int cell, int cells, int pixels) {
    return (int) ((2L * cell + 1) * pixels / (2L * cells));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof LabelMap map
        && width == map.width
        && height == map.height
        && Arrays.equals(labels, map.labels);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * width + height) + Arrays.hashCode(labels);
  }
}
