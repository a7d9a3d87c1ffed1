package io.ucad.detector.image;

import org.jspecify.annotations.Nullable;

/**
 * The one way in which an image can fail: a stable code, and a sentence saying what was expected,
 * what was found, what to do.
 */
public final class ImageRejectedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ImageErrorCode code;

  public ImageRejectedException(ImageErrorCode code, String message) {
    this(code, message, null);
  }

  public ImageRejectedException(ImageErrorCode code, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.code = code;
  }

  public ImageErrorCode code() {
    return code;
  }

  static ImageRejectedException corrupt(String expectedAndFound) {
    return new ImageRejectedException(
        ImageErrorCode.CORRUPT_IMAGE,
        expectedAndFound + ". The file is damaged or incomplete; send it again from its source.");
  }

  static ImageRejectedException unsupportedEncoding(String found) {
    return new ImageRejectedException(
        ImageErrorCode.UNSUPPORTED_ENCODING,
        found + ". Save it as a baseline or progressive 8-bit JPEG, or as a PNG.");
  }

  static ImageRejectedException tooComplex(String expectedAndFound) {
    return new ImageRejectedException(
        ImageErrorCode.IMAGE_TOO_COMPLEX,
        expectedAndFound + ". Save it again with an ordinary encoder.");
  }
}
