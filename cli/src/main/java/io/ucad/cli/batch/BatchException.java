package io.ucad.cli.batch;

/** A batch cannot run as asked; the message says what was expected and found. */
public final class BatchException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  BatchException(String message) {
    super(message);
  }
}
