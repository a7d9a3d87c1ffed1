package io.ucad.detector.backbone;

/**
 * What a loaded backbone is.
 *
 * @param name the name answers show
 * @param sha256 of the file, lower-case hexadecimal
 * @param shape its sizes
 * @param normalisation how pixels become its input
 * @param inputSize of the square images, in pixels, that it is meant for: what the file says, else
 *     {@link #USUAL_SIZE}; a multiple of the patch
 * @param licence what the file says of its licence, or an empty string
 */
public record BackboneInfo(
    String name,
    String sha256,
    VitShape shape,
    Normalisation normalisation,
    int inputSize,
    String licence) {
  /** What nearly all ViTs are trained with. */
  public static final int USUAL_SIZE = 224;

  public BackboneInfo {
    if (!sha256.matches("[0-9a-f]{64}")) {
      throw new IllegalArgumentException(
          "expected a SHA-256 in lower-case hexadecimal, found '" + sha256 + "'");
    }
    if (inputSize < shape.patch() || inputSize % shape.patch() != 0) {
      throw new IllegalArgumentException(
          "expected an input size that is a multiple of the patch, %d, found %d"
              .formatted(shape.patch(), inputSize));
    }
  }
}
