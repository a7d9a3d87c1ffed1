package io.ucad.cli.files;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Writes a file beside its place and moves it there: whoever reads it never sees half of it. */
public final class WholeFile {
  /** Writes the bytes of a file that is too large for memory. */
  @FunctionalInterface
  public interface Content {
    void writeTo(OutputStream out) throws IOException;
  }

  private WholeFile() {}

  /** Writes text in UTF-8; folders that are missing are made. */
  public static void write(Path file, String text) {
    write(file, text.getBytes(StandardCharsets.UTF_8));
  }

  /** Writes bytes; folders that are missing are made. */
  public static void write(Path file, byte[] content) {
    stream(file, out -> out.write(content));
  }

  /** Writes what the content writes, and returns its length; folders that are missing are made. */
  public static long stream(Path file, Content content) {
    Path target = file.toAbsolutePath();
    Path staged = target.resolveSibling("." + target.getFileName() + ".staged");
    try {
      Files.createDirectories(target.getParent());
      try {
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(staged))) {
          content.writeTo(out);
        }
        long bytes = Files.size(staged);
        Files.move(
            staged, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        return bytes;
      } finally {
        Files.deleteIfExists(staged);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("expected to write " + file + ", found " + e, e);
    }
  }
}
