package io.ucad.detector.memory;

/**
 * Which ViT a memory belongs to.
 *
 * @param name for people
 * @param sha256 of its weight file, for machines
 */
public record BackboneId(String name, String sha256) {
  public BackboneId {
    if (!sha256.matches("[0-9a-f]{64}")) {
      throw new IllegalArgumentException(
          "expected a SHA-256 in lower-case hexadecimal, found '" + sha256 + "'");
    }
  }
}
