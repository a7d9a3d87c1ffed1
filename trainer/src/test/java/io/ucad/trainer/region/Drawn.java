package io.ucad.trainer.region;

import java.util.Random;

/** Small drawn images. */
final class Drawn {
  private Drawn() {}

  /** Colour (0xRRGGBB) of a pixel. */
  @FunctionalInterface
  interface Painter {
    int colour(int x, int y);
  }

  static RgbImage image(int width, int height, Painter painter) {
    byte[] rgb = new byte[3 * width * height];
    for (int i = 0; i < width * height; i++) {
      int colour = painter.colour(i % width, i / width);
      rgb[3 * i] = (byte) (colour >> 16);
      rgb[3 * i + 1] = (byte) (colour >> 8);
      rgb[3 * i + 2] = (byte) colour;
    }
    return new RgbImage(width, height, rgb);
  }

  /** The image with noise of the given amplitude in every channel. */
  static RgbImage noisy(RgbImage image, int amplitude) {
    Random random = new Random(5);
    byte[] rgb = image.rgb().clone();
    for (int i = 0; i < rgb.length; i++) {
      int noise = random.nextInt(2 * amplitude + 1) - amplitude;
      rgb[i] = (byte) Math.clamp((rgb[i] & 0xFF) + noise, 0, 255);
    }
    return new RgbImage(image.width(), image.height(), rgb);
  }
}
