package io.ucad.cli.files;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Writes a file beside its place and moves it there: whoever reads it never sees half of it. */
public final class WholeFile {
  private WholeFile() {}

  /** Writes text in UTF-8; folders that are missing are made. */
  public static void write(Path file, String text) {
    write(file, text.getBytes(StandardCharsets.UTF_8));
  }

  /** Writes bytes; folders that are missing are made. */
  public static void write(Path file, byte[] content) {
    Path target = file.toAbsolutePath();
    Path staged = target.resolveSibling("." + target.getFileName() + ".staged");
    try {
      Files.createDirectories(target.getParent());
      Files.write(staged, content);
      Files.move(
          staged, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException("expected to write " + file + ", found " + e, e);
    }
  }
}
