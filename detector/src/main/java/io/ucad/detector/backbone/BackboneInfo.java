package io.ucad.detector.backbone;

/**
 * What a loaded backbone is.
 *
 * @param name the name answers show
 * @param sha256 of the file, lower-case hexadecimal
 * @param shape its sizes
 * @param normalisation how pixels become its input
 * @param licence what the file says of its licence, or an empty string
 */
public record BackboneInfo(
    String name, String sha256, VitShape shape, Normalisation normalisation, String licence) {
  public BackboneInfo {
    if (!sha256.matches("[0-9a-f]{64}")) {
      throw new IllegalArgumentException(
          "expected a SHA-256 in lower-case hexadecimal, found '" + sha256 + "'");
    }
  }
}
