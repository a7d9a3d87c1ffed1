package io.ucad.detector.memory;

/** A memory file cannot be used: it does not hold what it must, or it is of a later format. */
public final class MemoryException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /** Why. */
  public enum Reason {
    /** The file is damaged, or was never a memory. */
    CORRUPT,
    /** The file was written by a later release. */
    TOO_NEW
  }

  private final Reason reason;

  MemoryException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  MemoryException(Reason reason, String message, Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
