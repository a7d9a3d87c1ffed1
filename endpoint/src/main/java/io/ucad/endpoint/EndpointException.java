package io.ucad.endpoint;

import org.jspecify.annotations.Nullable;

/** The endpoint cannot be started as it was asked to. */
public final class EndpointException extends RuntimeException {
  private static final long serialVersionUID = 1;

  public EndpointException(String message) {
    this(message, null);
  }

  public EndpointException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }
}
