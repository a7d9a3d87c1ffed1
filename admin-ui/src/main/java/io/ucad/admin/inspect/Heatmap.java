package io.ucad.admin.inspect;

import io.ucad.admin.files.Png;
import io.ucad.detector.scoring.AnomalyMap;
import java.awt.image.BufferedImage;

/**
 * Draws anomaly maps. The scale is fixed by the threshold and not by the map, so that pictures of a
 * task compare: nothing below half of it, its full colour at twice of it.
 */
public final class Heatmap {
  /** Map value over threshold at which colour begins. */
  public static final double FROM = 0.5;

  /** Map value over threshold of the last colour. */
  public static final double TO = 2;

  /** Map value over threshold that hides what is below. */
  private static final double OPAQUE = 1.25;

  private Heatmap() {}

  /**
   * A PNG of the size of the map, to be laid over the image.
   *
   * @param threshold map value above which a place is anomalous
   */
  public static byte[] png(AnomalyMap map, float threshold) {
    var picture = new BufferedImage(map.width(), map.height(), BufferedImage.TYPE_INT_ARGB);
    int[] pixels = new int[map.values().length];
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = pixel(map.values()[i] / (double) threshold);
    }
    picture.setRGB(0, 0, map.width(), map.height(), pixels, 0, map.width());
    return Png.of(picture);
  }

  /** A pixel as 0xAARRGGBB, of a map value over the threshold. */
  static int pixel(double ratio) {
    double share = (ratio - FROM) / (TO - FROM);
    double alpha = Math.clamp((ratio - FROM) / (OPAQUE - FROM), 0.0, 1.0);
    return (int) Math.round(255 * alpha) << 24 | HeatColours.at(share);
  }
}
