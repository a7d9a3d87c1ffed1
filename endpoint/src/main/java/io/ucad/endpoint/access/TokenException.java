package io.ucad.endpoint.access;

import org.jspecify.annotations.Nullable;

/** Tokens cannot be read, written or used as they are. */
public final class TokenException extends RuntimeException {
  private static final long serialVersionUID = 1;

  TokenException(String message) {
    this(message, null);
  }

  TokenException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
