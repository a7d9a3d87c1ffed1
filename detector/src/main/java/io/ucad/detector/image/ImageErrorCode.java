package io.ucad.detector.image;

/**
 * Why an image was refused. The names are part of the inference contract: they never change meaning
 * and are never reused.
 */
public enum ImageErrorCode {
  /** No bytes at all. */
  EMPTY_IMAGE(400),
  /** The content is neither PNG nor JPEG, or it is two files glued together. */
  UNSUPPORTED_FORMAT(415),
  /**
   * PNG or JPEG, but of a rare kind that is not read (12-bit, lossless or arithmetic JPEG, for
   * example).
   */
  UNSUPPORTED_ENCODING(415),
  /** More bytes, pixels or a longer side than the limits allow. */
  IMAGE_TOO_LARGE(413),
  /** Truncated, damaged or contradicting itself. */
  CORRUPT_IMAGE(422),
  /** Small to send but expensive to decode: too many scans or tables. */
  IMAGE_TOO_COMPLEX(422),
  /** A fault of ours: there is no memory for this image now, although it is within the limits. */
  DECODER_OVERLOADED(503);

  private final int httpStatus;

  ImageErrorCode(int httpStatus) {
    this.httpStatus = httpStatus;
  }

  /** The HTTP status an endpoint answers with. */
  public int httpStatus() {
    return httpStatus;
  }
}
