package io.ucad.detector.backbone;

/**
 * No file of the wanted backbone can be had. The message says what was looked for and what to do.
 */
public final class BackboneUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  BackboneUnavailableException(String message) {
    super(message);
  }

  public BackboneUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
