package io.ucad.trainer.region;

/**
 * A decoded colour image.
 *
 * @param rgb {@code [height, width, 3]} bytes, row-major; not copied, so do not change it
 *     afterwards
 */
@SuppressWarnings("ArrayRecordComponent") // a view of a large buffer, never compared
public record RgbImage(int width, int height, byte[] rgb) {
  public RgbImage {
    if (width < 1 || height < 1) {
      throw new IllegalArgumentException(
          "an image has at least one pixel, got %dx%d".formatted(width, height));
    }
    if (rgb.length != 3L * width * height) {
      throw new IllegalArgumentException(
          "expected %d bytes for %dx%d RGB, got %d"
              .formatted(3L * width * height, width, height, rgb.length));
    }
  }

  /** Channel 0 (red), 1 (green) or 2 (blue) of a pixel, 0 to 255. */
  public int channel(int x, int y, int channel) {
    return rgb[3 * (y * width + x) + channel] & 0xFF;
  }
}
