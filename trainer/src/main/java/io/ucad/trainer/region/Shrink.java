package io.ucad.trainer.region;

import boofcv.struct.image.GrayF32;
import boofcv.struct.image.Planar;

/** Makes an image small enough to segment, by the mean over whole blocks of pixels. */
final class Shrink {
  private Shrink() {}

  /**
   * The image, or the smallest shrunk version of it that the limit asks for.
   *
   * @return red, green, blue, levels 0 to 255; a last incomplete block has the mean of its own
   *     pixels
   */
  static Planar<GrayF32> toLongestSide(RgbImage image, int limit) {
    int factor = Math.max(1, Math.ceilDiv(Math.max(image.width(), image.height()), limit));
    int width = Math.ceilDiv(image.width(), factor);
    int height = Math.ceilDiv(image.height(), factor);
    Planar<GrayF32> shrunk = new Planar<>(GrayF32.class, width, height, 3);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        for (int c = 0; c < 3; c++) {
          shrunk.getBand(c).set(x, y, mean(image, x * factor, y * factor, factor, c));
        }
      }
    }
    return shrunk;
  }

  private static float mean(RgbImage image, int left, int top, int factor, int channel) {
    int right = Math.min(left + factor, image.width());
    int bottom = Math.min(top + factor, image.height());
    long sum = 0;
    for (int y = top; y < bottom; y++) {
      for (int x = left; x < right; x++) {
        sum += image.channel(x, y, channel);
      }
    }
    return (float) sum / ((right - left) * (bottom - top));
  }
}
