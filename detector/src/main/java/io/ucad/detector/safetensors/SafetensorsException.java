package io.ucad.detector.safetensors;

/**
 * A safetensors file lies or is damaged, or does not hold what was asked of it. The message says
 * what was expected and what was found. It is raised before anything of the size that the file
 * claims is allocated.
 */
public final class SafetensorsException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What is wrong. */
  public enum Reason {
    /**
     * The file ends before the 8 bytes of the header length, or before the header that they
     * announce.
     */
    TRUNCATED,
    /** The announced header length is negative, too short to be an object, or over the cap. */
    HEADER_LENGTH,
    /** The header is not UTF-8. */
    NOT_UTF8,
    /** The header is not one JSON object padded with spaces. */
    NOT_JSON,
    /** A name occurs twice. */
    DUPLICATE_NAME,
    /** An entry of the header has another form than the format says. */
    MALFORMED_ENTRY,
    /** More tensors than the cap. */
    TOO_MANY_TENSORS,
    /** An element type that this reader does not know. */
    UNKNOWN_DTYPE,
    /** The number of elements or bytes of a shape does not fit 63 bits. */
    OVERFLOW,
    /** A tensor ends before it begins. */
    REVERSED_OFFSETS,
    /** The bytes of a tensor are not those that its type and shape need. */
    SIZE_MISMATCH,
    /** A tensor lies outside the file. */
    OUT_OF_RANGE,
    /** Two tensors share bytes. */
    OVERLAP,
    /** Bytes between two tensors belong to none. */
    HOLE,
    /** Bytes after the last tensor. */
    TRAILING_BYTES,
    /** The file is sound, but has no tensor of the name asked for. */
    NO_SUCH_TENSOR,
    /** The file is sound, but the tensor cannot be read as the type asked for. */
    WRONG_DTYPE,
    /** The file is sound, but the tensor is larger than a Java buffer or array can be. */
    TENSOR_TOO_LARGE
  }

  private final Reason reason;
  private final long offset;

  SafetensorsException(Reason reason, long offset, String message) {
    super(reason + " at byte " + offset + ": " + message);
    this.reason = reason;
    this.offset = offset;
  }

  SafetensorsException(Reason reason, long offset, String message, Throwable cause) {
    super(reason + " at byte " + offset + ": " + message, cause);
    this.reason = reason;
    this.offset = offset;
  }

  /** What is wrong. */
  public Reason reason() {
    return reason;
  }

  /**
   * Where in the file, in bytes from its start; for faults of the header's text, the start of the
   * header.
   */
  public long offset() {
    return offset;
  }
}
