package io.ucad.trainer.tune;

/** A task cannot be judged as asked for; the message says what was expected and what was found. */
public final class TuneException extends RuntimeException {
  private static final long serialVersionUID = 1;

  TuneException(String message) {
    super(message);
  }
}
