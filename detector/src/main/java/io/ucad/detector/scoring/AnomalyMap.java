package io.ucad.detector.scoring;

/**
 * How anomalous every place of an image is, in token distances.
 *
 * @param values row-major [height, width]
 */
@SuppressWarnings("ArrayRecordComponent") // numeric payload, never compared
public record AnomalyMap(int width, int height, float[] values) {
  public AnomalyMap {
    if (width < 1 || height < 1 || values.length != (long) width * height) {
      throw new IllegalArgumentException(
          "expected " + width + " x " + height + " values, found " + values.length);
    }
  }

  /** The smallest value. */
  public float min() {
    float min = values[0];
    for (float value : values) {
      min = Math.min(min, value);
    }
    return min;
  }

  /** The largest value. */
  public float max() {
    float max = values[0];
    for (float value : values) {
      max = Math.max(max, value);
    }
    return max;
  }

  /** The part of a map that lies in a rectangle, which lies in the map. */
  public AnomalyMap crop(int x, int y, int newWidth, int newHeight) {
    if (x < 0 || y < 0 || newWidth > width - x || newHeight > height - y) {
      throw new IllegalArgumentException(
          "expected a rectangle within %d x %d, found %d x %d at %d, %d"
              .formatted(width, height, newWidth, newHeight, x, y));
    }
    if (x == 0 && y == 0 && newWidth == width && newHeight == height) {
      return this;
    }
    float[] part = new float[newWidth * newHeight];
    for (int row = 0; row < newHeight; row++) {
      System.arraycopy(values, (y + row) * width + x, part, row * newWidth, newWidth);
    }
    return new AnomalyMap(newWidth, newHeight, part);
  }
}
