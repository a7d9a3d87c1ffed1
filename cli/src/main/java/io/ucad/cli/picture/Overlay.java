package io.ucad.cli.picture;

import io.ucad.detector.image.Mask;
import io.ucad.detector.scoring.AnomalyMap;

/** What is laid over a picture. */
public final class Overlay {
  /** Where nothing is hot the picture shows through; where it is hottest, mostly the colour. */
  private static final double STRONGEST = 0.75;

  private static final byte[] OUTLINE = {0x00, (byte) 0xFF, (byte) 0x88};

  private Overlay() {}

  /**
   * The picture under its anomaly map. Colours begin at half the threshold and end at one and a
   * half (or at the largest value of the map, if that is more), so that good parts do not glow and
   * maps can be compared.
   *
   * @param map covers exactly the picture
   */
  public static Picture heat(Picture picture, AnomalyMap map, float threshold) {
    float low = Math.max(map.min(), 0.5f * threshold);
    float high = Math.max(map.max(), 1.5f * threshold);
    double range = high > low ? high - low : 1;
    byte[] rgb = picture.rgb().clone();
    for (int y = 0; y < picture.height(); y++) {
      for (int x = 0; x < picture.width(); x++) {
        double value = at(map, (x + 0.5) / picture.width(), (y + 0.5) / picture.height());
        double heat = Math.max(0, Math.min(1, (value - low) / range));
        int step = (int) Math.round(heat * (HeatColours.STEPS - 1));
        double opacity = STRONGEST * Math.min(1, 1.4 * heat);
        int at = 3 * (y * picture.width() + x);
        for (int c = 0; c < 3; c++) {
          double level = (rgb[at + c] & 0xFF) * (1 - opacity);
          rgb[at + c] = (byte) Math.round(level + HeatColours.level(step, c) * opacity);
        }
      }
    }
    return new Picture(picture.width(), picture.height(), rgb);
  }

  /** The picture with the edge of the marked pixels drawn in. */
  public static Picture outline(Picture picture, Mask mask) {
    int width = picture.width();
    int height = picture.height();
    boolean[] marked = new boolean[width * height];
    for (int y = 0; y < height; y++) {
      int top = (int) ((long) y * mask.height() / height);
      for (int x = 0; x < width; x++) {
        marked[y * width + x] = mask.isMarked((int) ((long) x * mask.width() / width), top);
      }
    }
    byte[] rgb = picture.rgb().clone();
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        if (!marked[y * width + x] && touches(marked, width, height, x, y)) {
          System.arraycopy(OUTLINE, 0, rgb, 3 * (y * width + x), 3);
        }
      }
    }
    return new Picture(width, height, rgb);
  }

  private static boolean touches(boolean[] marked, int width, int height, int x, int y) {
    for (int j = Math.max(0, y - 1); j <= Math.min(height - 1, y + 1); j++) {
      for (int i = Math.max(0, x - 1); i <= Math.min(width - 1, x + 1); i++) {
        if (marked[j * width + i]) {
          return true;
        }
      }
    }
    return false;
  }

  /** Bilinear, at a place given as shares of width and height. */
  private static double at(AnomalyMap map, double across, double down) {
    double x = Math.max(0, Math.min(map.width() - 1.0, across * map.width() - 0.5));
    double y = Math.max(0, Math.min(map.height() - 1.0, down * map.height() - 0.5));
    int left = (int) x;
    int top = (int) y;
    int right = Math.min(map.width() - 1, left + 1);
    int bottom = Math.min(map.height() - 1, top + 1);
    float[] values = map.values();
    double upper =
        mix(values[top * map.width() + left], values[top * map.width() + right], x - left);
    double lower =
        mix(values[bottom * map.width() + left], values[bottom * map.width() + right], x - left);
    return mix(upper, lower, y - top);
  }

  private static double mix(double a, double b, double t) {
    return a + (b - a) * t;
  }
}
