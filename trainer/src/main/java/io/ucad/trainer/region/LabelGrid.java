package io.ucad.trainer.region;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * A region label for every token of an image.
 *
 * <p>Labels are compact: 0 to {@code regions - 1}, numbered in reading order of their first token,
 * so that equal partitions are equal grids whoever found them.
 */
public final class LabelGrid {
  private final int rows;
  private final int columns;
  private final int regions;
  private final int[] labels;

  private LabelGrid(int rows, int columns, int regions, int[] labels) {
    this.rows = rows;
    this.columns = columns;
    this.regions = regions;
    this.labels = labels;
  }

  /**
   * Renumbers arbitrary labels.
   *
   * @param labels {@code [rows, columns]}, row-major; left as it is
   * @throws IllegalArgumentException if the number of labels is not {@code rows * columns}
   */
  public static LabelGrid compact(int rows, int columns, int[] labels) {
    if (rows < 1 || columns < 1 || labels.length != (long) rows * columns) {
      throw new IllegalArgumentException(
          "expected rows * columns labels, got %d for %dx%d"
              .formatted(labels.length, rows, columns));
    }
    Map<Integer, Integer> numbers = new HashMap<>();
    int[] renumbered = new int[labels.length];
    for (int i = 0; i < labels.length; i++) {
      Integer number = numbers.get(labels[i]);
      if (number == null) {
        number = numbers.size();
        numbers.put(labels[i], number);
      }
      renumbered[i] = number;
    }
    return new LabelGrid(rows, columns, numbers.size(), renumbered);
  }

  public int rows() {
    return rows;
  }

  public int columns() {
    return columns;
  }

  /** Number of different labels, at least 1. */
  public int regions() {
    return regions;
  }

  public int label(int row, int column) {
    return labels[row * columns + column];
  }

  /** A copy, {@code [rows * columns]} in the order of the tokens. */
  public int[] labels() {
    return labels.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof LabelGrid grid
        && rows == grid.rows
        && columns == grid.columns
        && Arrays.equals(labels, grid.labels);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * rows + columns) + Arrays.hashCode(labels);
  }

  @Override
  public String toString() {
    return "LabelGrid[%dx%d, %d regions]".formatted(rows, columns, regions);
  }
}
