package io.ucad.detector.image;

/**
 * Four ink components to RGB without a profile. As Adobe writes them and as browsers and Pillow
 * read them, JPEG inks are stored inverted: 255 is no ink. So {@code red = cyan * black / 255} on
 * the stored values, and YCCK is the YCbCr of the complement of the stored CMY.
 */
final class Cmyk {
  private Cmyk() {}

  /** Stored C, M, Y, K to R, G, B. */
  static byte[] toRgb(byte[] cmyk) {
    byte[] rgb = new byte[cmyk.length / 4 * 3];
    for (int from = 0, to = 0; from < cmyk.length; from += 4, to += 3) {
      int black = cmyk[from + 3] & 0xFF;
      for (int c = 0; c < 3; c++) {
        rgb[to + c] = product(cmyk[from + c] & 0xFF, black);
      }
    }
    return rgb;
  }

  /** Stored Y, Cb, Cr, K to R, G, B (ITU-T T.871 for the first three). */
  static byte[] ycckToRgb(byte[] ycck) {
    byte[] rgb = new byte[ycck.length / 4 * 3];
    for (int from = 0, to = 0; from < ycck.length; from += 4, to += 3) {
      int y = ycck[from] & 0xFF;
      int cb = (ycck[from + 1] & 0xFF) - 128;
      int cr = (ycck[from + 2] & 0xFF) - 128;
      int black = ycck[from + 3] & 0xFF;
      rgb[to] = product(255 - clamp(y + 1.402f * cr), black);
      rgb[to + 1] = product(255 - clamp(y - 0.344136f * cb - 0.714136f * cr), black);
      rgb[to + 2] = product(255 - clamp(y + 1.772f * cb), black);
    }
    return rgb;
  }

  private static byte product(int ink, int black) {
    return (byte) ((ink * black + 127) / 255);
  }

  private static int clamp(float value) {
    return Math.max(0, Math.min(255, Math.round(value)));
  }
}
