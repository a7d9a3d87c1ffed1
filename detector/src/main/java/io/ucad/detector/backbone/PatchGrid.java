package io.ucad.detector.backbone;

/** Rows and columns of patches; the patch of row r and column c has the index r * columns + c. */
public record PatchGrid(int rows, int columns) {
  public PatchGrid {
    if (rows < 1 || columns < 1) {
      throw new IllegalArgumentException(
          "expected at least one patch, found " + rows + " x " + columns);
    }
  }

  /** The number of patches. */
  public int patches() {
    return rows * columns;
  }
}
