package io.ucad.serving.pack;

import java.nio.file.Path;

/**
 * The backbone of a package.
 *
 * @param file the safetensors file
 * @param referenced whether the package names the file by its absolute path, where every server
 *     must find it, instead of holding a copy
 */
public record PackagedBackbone(Path file, boolean referenced) {
  static final String NAME = "backbone.safetensors";

  /** A copy of it goes into the package. */
  public static PackagedBackbone copied(Path file) {
    return new PackagedBackbone(file, false);
  }

  /** It stays where it is. */
  public static PackagedBackbone referenced(Path file) {
    return new PackagedBackbone(file, true);
  }

  /** What the translator is told. */
  String argument() {
    return referenced ? file.toAbsolutePath().normalize().toString() : NAME;
  }
}
