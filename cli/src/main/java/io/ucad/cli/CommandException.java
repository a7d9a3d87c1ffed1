package io.ucad.cli;

/** A command cannot be carried out as it was given. */
final class CommandException extends RuntimeException {
  private static final long serialVersionUID = 1;

  CommandException(String message) {
    super(message);
  }
}
