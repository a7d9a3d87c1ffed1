package io.ucad.store;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What the parts of one store share. */
record StoreContext(StoreLayout layout, StoreEnvironment environment, StoreLock lock) {

  static final int MAX_NAMES = 1_000_000;

  static StoreContext of(Path root, StoreEnvironment environment) {
    StoreLayout layout = new StoreLayout(root);
    StoreLock lock =
        new StoreLock(environment.files(), layout.lockFile(), environment.lockTimeout());
    return new StoreContext(layout, environment, lock);
  }

  StoreFileSystem files() {
    return environment.files();
  }

  /** The names in a directory that may not exist yet. */
  List<String> namesIn(Path directory) throws IOException {
    if (!isDirectory(directory)) {
      return List.of();
    }
    List<String> names = files().list(directory, MAX_NAMES + 1);
    if (names.size() > MAX_NAMES) {
      throw new StoreException.Corrupt(
          layout.show(directory), "at most " + MAX_NAMES + " names", "more");
    }
    return names;
  }

  /** False when absent; a link in the place of one of our directories is refused. */
  boolean isDirectory(Path directory) throws IOException {
    Optional<FileKind> kind = files().kind(directory);
    if (kind.isPresent() && kind.get() != FileKind.DIRECTORY) {
      throw new StoreException.Corrupt(layout.show(directory), "a directory", "something else");
    }
    return kind.isPresent();
  }

  void ensureDirectory(Path directory) throws IOException {
    if (!isDirectory(directory)) {
      try {
        files().createDirectory(directory);
      } catch (FileAlreadyExistsException e) {
        isDirectory(directory); // another process was faster
      }
    }
  }

  /** As {@link #ensureDirectory}, and what is published in it later is not lost with its name. */
  void ensureDurableDirectory(Path directory) throws IOException {
    if (!isDirectory(directory)) {
      ensureDirectory(directory);
      files().syncDirectory(StoreLayout.directoryOf(directory));
    }
  }

  /**
   * The bytes of a small file, read only when it is a regular file of at most {@code limit} bytes.
   */
  byte[] readBounded(Path file, int limit) throws IOException {
    Optional<FileKind> kind = files().kind(file);
    if (kind.isEmpty()) {
      throw new StoreException.Corrupt(layout.show(file), "a file", "nothing");
    }
    if (kind.get() != FileKind.FILE) {
      throw new StoreException.Corrupt(layout.show(file), "a regular file", "something else");
    }
    try (var in = files().read(file)) {
      byte[] bytes = in.readNBytes(limit + 1);
      if (bytes.length > limit) {
        throw new StoreException.Corrupt(layout.show(file), "at most " + limit + " bytes", "more");
      }
      return bytes;
    }
  }
}
