package io.ucad.trainer.learn;

/** A task cannot be learned; the message says what was expected, what was found, what to do. */
public final class LearnException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public LearnException(String message) {
    super(message);
  }

  public LearnException(String message, Throwable cause) {
    super(message, cause);
  }
}
