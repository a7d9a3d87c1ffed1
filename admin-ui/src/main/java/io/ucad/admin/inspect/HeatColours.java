package io.ucad.admin.inspect;

/**
 * The colours of heatmaps: from dark violet over red to light yellow, in equal steps to the eye.
 * The path is straight in lightness and hue at constant chroma of the Oklab colour space; as
 * lightness only rises, it reads the same without colour vision.
 */
public final class HeatColours {
  private static final double DARKEST = 0.35;
  private static final double LIGHTEST = 0.93;
  private static final double FIRST_HUE = Math.toRadians(300);
  private static final double LAST_HUE = Math.toRadians(465);
  private static final double CHROMA = 0.14;

  private HeatColours() {}

  /**
   * A colour as 0xRRGGBB.
   *
   * @param share 0 for the least, 1 for the most
   */
  public static int at(double share) {
    double t = Math.clamp(share, 0.0, 1.0);
    double hue = FIRST_HUE + (LAST_HUE - FIRST_HUE) * t;
    return rgb(DARKEST + (LIGHTEST - DARKEST) * t, CHROMA * Math.cos(hue), CHROMA * Math.sin(hue));
  }

  /** Oklab to sRGB. */
  private static int rgb(double lightness, double a, double b) {
    double l = cube(lightness + 0.3963377774 * a + 0.2158037573 * b);
    double m = cube(lightness - 0.1055613458 * a - 0.0638541728 * b);
    double s = cube(lightness - 0.0894841775 * a - 1.2914855480 * b);
    return channel(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s) << 16
        | channel(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s) << 8
        | channel(-0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s);
  }

  private static double cube(double value) {
    return value * value * value;
  }

  private static int channel(double linear) {
    double value = linear <= 0.0031308 ? 12.92 * linear : 1.055 * Math.pow(linear, 1 / 2.4) - 0.055;
    return (int) Math.round(255 * Math.clamp(value, 0.0, 1.0));
  }
}
