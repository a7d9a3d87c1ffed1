package io.ucad.serving;

import java.net.URISyntaxException;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.Optional;

/**
 * Where this code was loaded from. DJL Serving tells a translator where its model directory is only
 * at the first request, which is too late to refuse a damaged model; but the jar lies in it.
 */
final class PluginJar {
  static final String FOLDER = "libs";

  private PluginJar() {}

  /** The model directory, if the code comes from a jar in {@code libs} of one. */
  static Optional<Path> modelDirectory() {
    CodeSource source = PluginJar.class.getProtectionDomain().getCodeSource();
    try {
      return source == null
          ? Optional.empty()
          : modelDirectory(Path.of(source.getLocation().toURI()));
    } catch (URISyntaxException | IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  static Optional<Path> modelDirectory(Path jar) {
    Path folder = jar.toAbsolutePath().getParent();
    if (folder == null || !folder.endsWith(FOLDER) || !jar.toString().endsWith(".jar")) {
      return Optional.empty();
    }
    return Optional.ofNullable(folder.getParent());
  }
}
