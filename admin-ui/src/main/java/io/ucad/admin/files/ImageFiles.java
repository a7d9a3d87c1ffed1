package io.ucad.admin.files;

import io.ucad.admin.settings.AdminSettings;
import io.ucad.store.Sha256;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
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
  private final Path aside;

  public ImageFiles(AdminSettings settings) {
    this.root = settings.images();
    this.staging = root.resolve("staging");
    this.aside = root.resolve("aside");
  }

  /**
   * Keeps bytes.
   *
   * @return their SHA-256, under which they are found again
   */
  public String put(byte[] bytes) {
    String name = Sha256.hex(bytes);
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

  /** Where bytes are; the file may be absent. What was put aside comes back. */
  public Path file(String sha256) {
    Path file = folder(sha256).resolve(sha256);
    if (!Files.exists(file)) {
      move(aside.resolve(sha256), file);
    }
    return file;
  }

  /**
   * Puts bytes aside that nothing names any more. They are not gone: between a look at the database
   * and now somebody may have kept the same bytes again, and finds them until {@link #purge}.
   */
  public void putAside(String sha256) {
    Path file = folder(sha256).resolve(sha256);
    try {
      Files.createDirectories(aside);
      Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
    } catch (NoSuchFileException e) {
      return;
    } catch (IOException e) {
      throw new UncheckedIOException("an image could not be put aside below " + root, e);
    }
    move(file, aside.resolve(sha256));
  }

  /**
   * Deletes what was put aside some time ago, but what is named again comes back.
   *
   * @param grace since when at least
   * @param named whether bytes are named
   * @return how many files were deleted
   */
  public int purge(Duration grace, Predicate<String> named) {
    if (!Files.isDirectory(aside)) {
      return 0;
    }
    Instant before = Instant.now().minus(grace);
    int deleted = 0;
    try (Stream<Path> files = Files.list(aside)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        String name = String.valueOf(file.getFileName());
        if (named.test(name)) {
          file(name);
          Files.deleteIfExists(file); // the same bytes were kept again meanwhile
        } else if (Files.getLastModifiedTime(file).toInstant().isBefore(before)
            && Files.deleteIfExists(file)) {
          deleted++;
        }
      }
      return deleted;
    } catch (NoSuchFileException e) {
      return deleted; // another node is at it
    } catch (IOException e) {
      throw new UncheckedIOException("images put aside below " + root + " cannot be read", e);
    }
  }

  /** Does nothing if there is nothing to move. */
  private void move(Path from, Path to) {
    try {
      if (Files.exists(from)) {
        Files.createDirectories(Objects.requireNonNull(to.getParent()));
        Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
      }
    } catch (NoSuchFileException e) {
      return; // another node was quicker
    } catch (IOException e) {
      throw new UncheckedIOException("an image could not be moved below " + root, e);
    }
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
}
