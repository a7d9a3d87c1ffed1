package io.ucad.detector.image;

import java.util.HexFormat;

/** The formats that are read, told by their first bytes and by nothing else. */
public enum ImageFormat {
  PNG("89504e470d0a1a0a"),
  JPEG("ffd8ff");

  private static final int SHOWN_BYTES = 8;

  private final String magic;

  ImageFormat(String magic) {
    this.magic = magic;
  }

  /**
   * The format of these bytes.
   *
   * @throws ImageRejectedException with EMPTY_IMAGE or UNSUPPORTED_FORMAT
   */
  static ImageFormat of(byte[] bytes) {
    if (bytes.length == 0) {
      throw new ImageRejectedException(
          ImageErrorCode.EMPTY_IMAGE,
          "Expected a PNG or JPEG file, found no bytes. Send the image as the body of the request.");
    }
    // Hexadecimal also in the message, because the bytes come from a stranger and end in logs.
    String start = HexFormat.of().formatHex(bytes, 0, Math.min(SHOWN_BYTES, bytes.length));
    for (ImageFormat format : values()) {
      if (start.startsWith(format.magic)) {
        return format;
      }
    }
    throw new ImageRejectedException(
        ImageErrorCode.UNSUPPORTED_FORMAT,
        "Expected the content of a PNG or JPEG file, found bytes that begin with %s. The name of the file does not matter; convert its content."
            .formatted(start));
  }
}
