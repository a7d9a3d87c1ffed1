package io.ucad.serving.pack;

/** A package cannot be written as it was asked for, or is not as it was written. */
public final class PackageException extends RuntimeException {
  private static final long serialVersionUID = 1;

  PackageException(String message) {
    super(message);
  }
}
