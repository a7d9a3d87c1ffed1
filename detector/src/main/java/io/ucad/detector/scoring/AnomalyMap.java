package io.ucad.detector.scoring;

import io.ucad.detector.image.RegionOfInterest.Cut;

/**
 * How anomalous every place of an image is, in token distances.
 *
 * @param values row-major [height, width]
 */
@SuppressWarnings("ArrayRecordComponent") // numeric payload, never compared
public record AnomalyMap(int width, int height, float[] values) {
  private static final int LONGEST = 1024;

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

  /**
   * The map of a whole image if this one covers a rectangle of it; 0 outside. It has the scale of
   * this one, or a coarser one, so that no side is longer than {@link #LONGEST} and this one's.
   */
  public AnomalyMap within(Cut cut, int imageWidth, int imageHeight) {
    if (cut.width() == imageWidth && cut.height() == imageHeight) {
      return this;
    }
    int newWidth = side(width, imageWidth, cut.width());
    int newHeight = side(height, imageHeight, cut.height());
    float[] whole = new float[newWidth * newHeight];
    for (int toY = 0; toY < newHeight; toY++) {
      int fromY = source(toY, newHeight, imageHeight, cut.y(), cut.height(), height);
      for (int toX = 0; fromY >= 0 && toX < newWidth; toX++) {
        int fromX = source(toX, newWidth, imageWidth, cut.x(), cut.width(), width);
        if (fromX >= 0) {
          whole[toY * newWidth + toX] = values[fromY * width + fromX];
        }
      }
    }
    return new AnomalyMap(newWidth, newHeight, whole);
  }

  private static int side(int own, int image, int cut) {
    return (int) Math.max(own, Math.min(LONGEST, (long) own * image / cut));
  }

  /** The pixel of this map that a pixel of the whole one shows; -1 for none. */
  private static int source(int at, int whole, int image, int from, int cut, int own) {
    double inCut = (at + 0.5) * image / whole - from;
    return inCut < 0 || inCut >= cut ? -1 : Math.min(own - 1, (int) (inCut * own / cut));
  }
}
