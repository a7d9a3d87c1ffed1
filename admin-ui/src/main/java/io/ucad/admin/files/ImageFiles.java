package io.ucad.admin.files;

import io.ucad.admin.settings.AdminSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.UUID;
import java.util.regex.Pattern;
import org.springframework.stereotype.Component;

/**
 * Image bytes under the name of their SHA-256: {@code images/ab/cd/abcd...}. A file is either
 * absent or complete: it is staged, fsynced and renamed. The same bytes are kept once.
 */
@Component
public final class ImageFiles {
  private static final Pattern NAME = Pattern.compile("[0-9a-f]{64}");

  private final Path root;
  private final Path staging;

  public ImageFiles(AdminSettings settings) {
    this.root = settings.images();
    this.staging = root.resolve("staging");
  }

  /**
   * Keeps bytes.
   *
   * @return their SHA-256, under which they are found again
   */
  public String put(byte[] bytes) {
    String name = sha256(bytes);
    Path folder = folder(name);
    Path target = folder.resolve(name);
    if (Files.exists(target)) {
      return name;
    }
    try {
      Files.createDirectories(staging);
      Files.createDirectories(folder);
      Path staged = staging.resolve(UUID.randomUUID().toString());
      try {
        write(staged, bytes);
        Files.move(staged, target, StandardCopyOption.ATOMIC_MOVE);
        sync(folder);
      } finally {
        Files.deleteIfExists(staged);
      }
      return name;
    } catch (IOException e) {
      throw new UncheckedIOException("an image could not be written below " + root, e);
    }
  }

  /** Where bytes are; the file may be absent. */
  public Path file(String sha256) {
    return folder(sha256).resolve(sha256);
  }

  private Path folder(String sha256) {
    if (!NAME.matcher(sha256).matches()) {
      throw new IllegalArgumentException(
          "expected a SHA-256 in lower-case hex, found another name");
    }
    return root.resolve(sha256.substring(0, 2)).resolve(sha256.substring(2, 4));
  }

  /** The bytes. */
  public byte[] read(String sha256) {
    try {
      return Files.readAllBytes(file(sha256));
    } catch (IOException e) {
      throw new UncheckedIOException("the image " + sha256 + " cannot be read below " + root, e);
    }
  }

  private static void write(Path file, byte[] bytes) throws IOException {
    try (FileChannel channel =
        FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      ByteBuffer buffer = ByteBuffer.wrap(bytes);
      while (buffer.hasRemaining()) {
        channel.write(buffer);
      }
      channel.force(true);
    }
  }

  /** Makes the new name survive a power loss, where directories can be opened. */
  private static void sync(Path directory) throws IOException {
    if (!System.getProperty("os.name", "").startsWith("Windows")) {
      try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
        channel.force(true);
      }
    }
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }
}
