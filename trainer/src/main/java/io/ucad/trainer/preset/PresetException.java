package io.ucad.trainer.preset;

/** A preset cannot be found or does not hold what it must. */
public final class PresetException extends RuntimeException {
  private static final long serialVersionUID = 1;

  PresetException(String message) {
    super(message);
  }

  PresetException(String message, Throwable cause) {
    super(message, cause);
  }
}
