package io.ucad.trainer.region;

/** Regions of an image are missing or do not fit it; says what was expected and found. */
public final class RegionException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public RegionException(String message) {
    super(message);
  }

  public RegionException(String message, Throwable cause) {
    super(message, cause);
  }
}
