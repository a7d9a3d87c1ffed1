package io.ucad.detector.image;

/** How an image of one shape is brought to the shape of the model's input. */
public enum Fit {
  /** Each side is resized by its own factor; the whole input shows image. */
  STRETCH,
  /**
   * Both sides are resized by the same factor, the image is centred, and the rest is the mean
   * colour (0 after normalisation).
   */
  PAD
}
