package io.ucad.detector.backbone;

/**
 * A file is no vision transformer that this code can run. The message names the tensor, what was
 * expected and what was found.
 */
public final class BackboneException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  BackboneException(String message) {
    super(message);
  }

  BackboneException(String message, Throwable cause) {
    super(message, cause);
  }
}
