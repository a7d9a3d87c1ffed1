package io.ucad.detector.image;

/**
 * One exact integer a pixel, as stored in a PNG: the kind of a defect or the number of a region.
 */
public final class LabelMap {
  private final int width;
  private final int height;
  private final int[] labels;

  /**
   * A map over an array that is taken over, not copied.
   *
   * @param labels {@code [height, width]} row-major, 0 to 65535
   */
  public LabelMap(int width, int height, int[] labels) {
    if (width < 1 || height < 1 || labels.length != (long) width * height) {
      throw new IllegalArgumentException(
          "Expected %d x %d labels, found %d".formatted(width, height, labels.length));
    }
    this.width = width;
    this.height = height;
    this.labels = labels;
  }

  public int width() {
    return width;
  }

  public int height() {
    return height;
  }

  public int label(int x, int y) {
    if (x < 0 || x >= width || y < 0 || y >= height) {
      throw new IndexOutOfBoundsException(
          "Expected x < %d and y < %d, found %d, %d".formatted(width, height, x, y));
    }
    return labels[y * width + x];
  }

  /** All labels, {@code [height, width]} row-major: the map's own array, not to be written. */
  public int[] labels() {
    return labels;
  }
}
