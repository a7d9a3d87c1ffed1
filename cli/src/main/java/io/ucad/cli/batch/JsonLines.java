package io.ucad.cli.batch;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Answers as they are, one a line. */
final class JsonLines {
  private JsonLines() {}

  static void write(Journal journal, Path file) {
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      journal.forEach(
          answer -> {
            try {
              out.write(answer + "\n");
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
    } catch (IOException e) {
      throw new UncheckedIOException("expected to write " + file + ", found " + e, e);
    }
  }
}
