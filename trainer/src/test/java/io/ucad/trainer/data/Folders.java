package io.ucad.trainer.data;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Lays out files whose content is their own path: listing never looks inside. */
final class Folders {
  private Folders() {}

  static Path file(Path root, String name) throws IOException {
    Path file = root.resolve(name);
    Files.createDirectories(file.getParent());
    return Files.writeString(file, name);
  }

  static void files(Path root, String... names) throws IOException {
    for (String name : names) {
      file(root, name);
    }
  }
}
