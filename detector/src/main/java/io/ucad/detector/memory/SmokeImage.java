package io.ucad.detector.memory;

/**
 * An image that a task must still answer as it did when it was learned, wherever it is served.
 *
 * @param name of the training image that it was made from
 * @param png encoded, not to be written
 * @param score that the task gives it
 */
@SuppressWarnings("ArrayRecordComponent") // payload, never compared
public record SmokeImage(String name, byte[] png, float score) {
  public SmokeImage {
    if (png.length == 0 || !Float.isFinite(score)) {
      throw new IllegalArgumentException(
          "expected an image and a finite score, found %d bytes and %s"
              .formatted(png.length, score));
    }
  }
}
