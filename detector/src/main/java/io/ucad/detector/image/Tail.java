package io.ucad.detector.image;

/**
 * What may follow the end of an image. Cameras pad with zeros or 0xFF, transfers add a line end,
 * and phones append further JPEG pictures (multi-picture format, gain maps): these are ignored.
 * Anything else is a second file behind the first; such polyglots are refused, because what we see
 * in a file and what its next reader sees would differ.
 */
final class Tail {
  private Tail() {}

  /** Checks what follows the end marker of a JPEG. */
  static void afterJpeg(byte[] bytes, int from) {
    int at = from;
    while (at < bytes.length && isPadding(bytes[at]) && !isPicture(bytes, at)) {
      at++;
    }
    if (!isPicture(bytes, at)) {
      checkEnd(bytes, at);
    }
  }

  /** Checks what follows the last chunk of a PNG. */
  static void afterPng(byte[] bytes, int from) {
    int at = from;
    while (at < bytes.length && isPadding(bytes[at])) {
      at++;
    }
    checkEnd(bytes, at);
  }

  private static boolean isPadding(byte value) {
    return value == 0 || value == (byte) 0xFF || value == '\r' || value == '\n';
  }

  private static boolean isPicture(byte[] bytes, int at) {
    return bytes.length - at >= 3
        && bytes[at] == (byte) 0xFF
        && bytes[at + 1] == (byte) 0xD8
        && bytes[at + 2] == (byte) 0xFF;
  }

  private static void checkEnd(byte[] bytes, int at) {
    if (at < bytes.length) {
      throw new ImageRejectedException(
          ImageErrorCode.UNSUPPORTED_FORMAT,
          "Expected one image, found %d bytes of something else behind it. Send the image without what was appended."
              .formatted(bytes.length - at));
    }
  }
}
