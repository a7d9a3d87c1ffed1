package io.ucad.detector.testing;

import io.ucad.detector.image.DecodedImage;
import java.util.SplittableRandom;

/**
 * Made-up products: each has a pattern of its own, each image its own pose, light and noise; some
 * have a defect.
 */
public final class Products {
  private Products() {}

  /** A normal image of a product. */
  public static DecodedImage normal(int product, int image, int width, int height) {
    return draw(product, image, width, height, 0);
  }

  /** The same with a bright square in the lower right. */
  public static DecodedImage defective(int product, int image, int width, int height) {
    return draw(product, image, width, height, 80);
  }

  private static DecodedImage draw(int product, int image, int width, int height, int defect) {
    var random = new SplittableRandom(product * 10_000L + image);
    var pattern = new SplittableRandom(product);
    double[] wave = pattern.doubles(9).toArray();
    double shift = 0.8 * random.nextDouble();
    double light = 20 * random.nextDouble();
    byte[] rgb = new byte[width * height * 3];
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        double v = (double) y / height;
        double u = (double) x / width;
        boolean wrong = u > 0.65 && u < 0.85 && v > 0.65 && v < 0.85;
        for (int c = 0; c < 3; c++) {
          double angle = 25 * (wave[c] * u + wave[c + 3] * v) + 6 * wave[c + 6] + shift;
          double value = 70 + light + 50 * Math.sin(angle) + 20 * random.nextDouble();
          rgb[(y * width + x) * 3 + c] = (byte) (int) (value + (wrong ? defect : 0));
        }
      }
    }
    return DecodedImage.rgb(width, height, rgb);
  }
}
