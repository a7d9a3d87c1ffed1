package io.ucad.detector.image;

/**
 * What the header of an image says, read without decoding a pixel.
 *
 * @param format by content
 * @param width pixels, after the EXIF orientation
 * @param height pixels, after the EXIF orientation
 */
public record ImageHeader(ImageFormat format, int width, int height) {
  static ImageHeader oriented(
      ImageFormat format, int storedWidth, int storedHeight, Orientation orientation) {
    return orientation.swapsSides()
        ? new ImageHeader(format, storedHeight, storedWidth)
        : new ImageHeader(format, storedWidth, storedHeight);
  }
}
