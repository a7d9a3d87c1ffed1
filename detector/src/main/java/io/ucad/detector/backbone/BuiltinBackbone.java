package io.ucad.detector.backbone;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.UUID;

/**
 * The small backbone that ships with the product, trained by us from nothing but drawings. Its file
 * is copied out of the jar once, because weights are mapped; the copy is used only while it has the
 * hash that is fixed here.
 */
public final class BuiltinBackbone {
  /** The name that answers show. */
  public static final String NAME = "ucad-builtin-1";

  /** Of the file, lower-case hexadecimal. */
  public static final String SHA256 =
      "f1e661b77f663c8132d905c783cfcf9a9b209fc48b6f56571ab55bf74bfbb5eb";

  private static final String RESOURCE = NAME + ".safetensors";

  private BuiltinBackbone() {}

  /**
   * The file in a folder, written there if it is not yet.
   *
   * @throws UncheckedIOException if the folder cannot be written to
   * @throws IllegalStateException if the product's own copy is damaged
   */
  static Path in(Path folder) {
    Path file = folder.resolve(RESOURCE);
    try {
      if (Files.isRegularFile(file) && Backbones.sha256(file).equals(SHA256)) {
        return file;
      }
      Files.createDirectories(folder);
      Path staged = folder.resolve("." + RESOURCE + "-" + UUID.randomUUID() + ".part");
      try {
        copy(staged);
        Files.move(staged, file, StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(staged);
      }
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(
          "the built-in backbone cannot be written to " + file + ": " + e.getMessage(), e);
    }
  }

  private static void copy(Path target) throws IOException {
    try (InputStream in = BuiltinBackbone.class.getResourceAsStream(RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException(
            "expected the resource " + RESOURCE + " beside the classes, found none; build again");
      }
      try (FileChannel out =
          FileChannel.open(target, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
        ByteBuffer bytes = ByteBuffer.wrap(in.readAllBytes());
        while (bytes.hasRemaining()) {
          out.write(bytes);
        }
        out.force(true);
      }
    }
    String found = Backbones.sha256(target);
    if (!found.equals(SHA256)) {
      throw new IllegalStateException(
          "expected the resource "
              + RESOURCE
              + " to have SHA-256 "
              + SHA256
              + ", found "
              + found
              + "; the program's files are damaged, install it again");
    }
  }
}
