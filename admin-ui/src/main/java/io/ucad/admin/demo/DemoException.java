package io.ucad.admin.demo;

/** The demo cannot be set up here; the message says what was found and what to do. */
public final class DemoException extends RuntimeException {
  private static final long serialVersionUID = 1;

  DemoException(String message) {
    super(message);
  }
}
