package io.ucad.cli.picture;

import io.ucad.detector.image.DecodedImage;

/**
 * Colour pixels to look at.
 *
 * @param rgb {@code [height, width, 3]}
 */
@SuppressWarnings("ArrayRecordComponent") // pixels, never compared
public record Picture(int width, int height, byte[] rgb) {
  public Picture {
    if (width < 1 || height < 1 || rgb.length != 3L * width * height) {
      throw new IllegalArgumentException(
          "expected 3 x %d x %d levels, found %d".formatted(width, height, rgb.length));
    }
  }

  /** The whole image. */
  public static Picture of(DecodedImage image) {
    return new Picture(image.width(), image.height(), image.rgb().clone());
  }

  /**
   * The image made small: no side longer than {@code longest}, every pixel the mean of those it
   * stands for. A smaller image stays as it is.
   */
  public static Picture thumbnail(DecodedImage image, int longest) {
    double scale = Math.min(1, (double) longest / Math.max(image.width(), image.height()));
    if (scale == 1) {
      return of(image);
    }
    int width = Math.max(1, (int) Math.round(image.width() * scale));
    int height = Math.max(1, (int) Math.round(image.height() * scale));
    byte[] from = image.rgb();
    byte[] to = new byte[3 * width * height];
    for (int y = 0; y < height; y++) {
      int top = (int) ((long) y * image.height() / height);
      int bottom = Math.max(top + 1, (int) ((long) (y + 1) * image.height() / height));
      for (int x = 0; x < width; x++) {
        int left = (int) ((long) x * image.width() / width);
        int right = Math.max(left + 1, (int) ((long) (x + 1) * image.width() / width));
        mean(from, image.width(), left, top, right, bottom, to, 3 * (y * width + x));
      }
    }
    return new Picture(width, height, to);
  }

  private static void mean(
      byte[] from, int stride, int left, int top, int right, int bottom, byte[] to, int at) {
    int count = (right - left) * (bottom - top);
    for (int c = 0; c < 3; c++) {
      long sum = 0;
      for (int y = top; y < bottom; y++) {
        for (int x = left; x < right; x++) {
          sum += from[3 * (y * stride + x) + c] & 0xFF;
        }
      }
      to[at + c] = (byte) ((sum + count / 2) / count);
    }
  }
}
