package io.ucad.cli.picture;

/**
 * Colours from cold to hot whose lightness rises evenly, so that more looks like more to everybody,
 * in grey print too. Computed in OKLCh: lightness and hue run straight, chroma is largest halfway.
 */
final class HeatColours {
  static final int STEPS = 256;

  private static final double DARKEST = 0.18;
  private static final double LIGHTEST = 0.95;
  private static final double FIRST_HUE = Math.toRadians(-75);
  private static final double LAST_HUE = Math.toRadians(105);
  private static final double CHROMA = 0.21;

  private static final byte[] TABLE = table();

  private HeatColours() {}

  /**
   * @param step 0 to {@link #STEPS} - 1
   * @param channel 0 red, 1 green, 2 blue
   */
  static int level(int step, int channel) {
    return TABLE[step * 3 + channel] & 0xFF;
  }

  private static byte[] table() {
    byte[] table = new byte[STEPS * 3];
    for (int i = 0; i < STEPS; i++) {
      double t = i / (STEPS - 1.0);
      double lightness = DARKEST + t * (LIGHTEST - DARKEST);
      double hue = FIRST_HUE + t * (LAST_HUE - FIRST_HUE);
      double chroma = CHROMA * Math.pow(Math.sin(Math.PI * (0.08 + 0.84 * t)), 0.8);
      double[] rgb = srgb(lightness, chroma * Math.cos(hue), chroma * Math.sin(hue));
      for (int c = 0; c < 3; c++) {
        table[i * 3 + c] = (byte) Math.round(255 * rgb[c]);
      }
    }
    return table;
  }

  /** OKLab (Ottosson 2020) to sRGB, cut to what a screen can show. */
  private static double[] srgb(double lightness, double a, double b) {
    double l = cube(lightness + 0.3963377774 * a + 0.2158037573 * b);
    double m = cube(lightness - 0.1055613458 * a - 0.0638541728 * b);
    double s = cube(lightness - 0.0894841775 * a - 1.2914855480 * b);
    return new double[] {
      encoded(4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s),
      encoded(-1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s),
      encoded(-0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s)
    };
  }

  private static double cube(double x) {
    return x * x * x;
  }

  private static double encoded(double linear) {
    double x = Math.max(0, Math.min(1, linear));
    return x <= 0.0031308 ? 12.92 * x : 1.055 * Math.pow(x, 1 / 2.4) - 0.055;
  }
}
