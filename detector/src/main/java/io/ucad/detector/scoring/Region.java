package io.ucad.detector.scoring;

/**
 * A connected place of an image that lies over the threshold.
 *
 * @param x left edge, pixels
 * @param y upper edge, pixels
 * @param area number of pixels, at most width x height
 * @param peak largest map value inside
 */
public record Region(int x, int y, int width, int height, int area, float peak) {
  public Region {
    if (x < 0 || y < 0 || width < 1 || height < 1 || area < 1 || area > (long) width * height) {
      throw new IllegalArgumentException(
          "expected 1 to width x height pixels in a box, found %d in %d x %d at %d, %d"
              .formatted(area, width, height, x, y));
    }
  }

  /**
   * The same region after a map was resized: the smallest box of whole pixels around it, which
   * whole numbers keep inside the image.
   */
  public Region scaled(int fromWidth, int fromHeight, int toWidth, int toHeight) {
    int left = down(x, fromWidth, toWidth);
    int top = down(y, fromHeight, toHeight);
    int right = up(x + width, fromWidth, toWidth);
    int bottom = up(y + height, fromHeight, toHeight);
    double grown = (double) toWidth / fromWidth * toHeight / fromHeight;
    long most = (long) (right - left) * (bottom - top);
    long pixels = Math.max(1, Math.min(most, Math.round(area * grown)));
    return new Region(left, top, right - left, bottom - top, Math.toIntExact(pixels), peak);
  }

  /** The same region in an image that begins so far to the left and above. */
  public Region moved(int right, int down) {
    return new Region(x + right, y + down, width, height, area, peak);
  }

  private static int down(int at, int from, int to) {
    return (int) ((long) at * to / from);
  }

  private static int up(int at, int from, int to) {
    return (int) (((long) at * to + from - 1) / from);
  }
}
