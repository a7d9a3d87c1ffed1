package io.ucad.serving.pack;

import io.ucad.store.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.DigestInputStream;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;

/** A package while it is written: every file is digested on its way and synced to the disk. */
final class PackageFolder {
  private final Path root;
  private final List<PackagedFile> files = new ArrayList<>();

  PackageFolder(Path root) {
    this.root = root;
  }

  /** What can be written to a stream. */
  @FunctionalInterface
  interface Content {
    void writeTo(OutputStream out) throws IOException;
  }

  Path root() {
    return root;
  }

  /** The files written so far, ascending by path. */
  List<PackagedFile> files() {
    List<PackagedFile> sorted = new ArrayList<>(files);
    Collections.sort(sorted);
    return sorted;
  }

  PackagedFile write(String path, String text) throws IOException {
    return write(path, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
  }

  PackagedFile write(String path, Content content) throws IOException {
    Path file = root.resolve(path);
    Files.createDirectories(file.getParent());
    MessageDigest digest = Sha256.digest();
    try (var out =
        new DigestOutputStream(
            Files.newOutputStream(file, StandardOpenOption.CREATE_NEW), digest)) {
      content.writeTo(out);
    }
    sync(file);
    var written = new PackagedFile(path, Files.size(file), Sha256.hex(digest));
    files.add(written);
    return written;
  }

  /** Rereads every file; there must be these and no others. */
  void verify() throws IOException {
    List<PackagedFile> found = new ArrayList<>();
    try (Stream<Path> all = Files.walk(root)) {
      for (Path file : all.filter(f -> !Files.isDirectory(f, LinkOption.NOFOLLOW_LINKS)).toList()) {
        found.add(reread(file));
      }
    }
    Collections.sort(found);
    if (!found.equals(files())) {
      throw new PackageException(
          "expected the files %s in %s, found %s; check the disk and write it again"
              .formatted(files(), root, found));
    }
  }

  private PackagedFile reread(Path file) throws IOException {
    MessageDigest digest = Sha256.digest();
    try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
      long bytes = in.transferTo(OutputStream.nullOutputStream());
      return new PackagedFile(
          root.relativize(file).toString().replace('\\', '/'), bytes, Sha256.hex(digest));
    }
  }

  /** Makes the names in all folders durable. */
  void syncFolders() throws IOException {
    try (Stream<Path> all = Files.walk(root)) {
      for (Path folder : all.filter(Files::isDirectory).toList()) {
        sync(folder);
      }
    }
  }

  static void sync(Path path) throws IOException {
    try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
      channel.force(true);
    }
  }
}
