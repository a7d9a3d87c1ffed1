package io.ucad.store;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Loads a version: its manifest, intact, and its closed list of files with the right lengths.
 * Tasks' bytes are checked when used.
 */
final class VersionReader {

  private final StoreContext store;

  VersionReader(StoreContext store) {
    this.store = store;
  }

  /** All versions, oldest first. A name that is no version's is not ours to judge. */
  List<VersionId> list() throws IOException {
    return store.namesIn(store.layout().versions()).stream()
        .filter(VersionId::isVersion)
        .map(VersionId::parse)
        .sorted()
        .toList();
  }

  Version load(VersionId id) throws IOException {
    requirePresent(id);
    try {
      Path file = store.layout().version(id).resolve(Manifest.FILE);
      Manifest manifest =
          ManifestJson.read(store.readBounded(file, Manifest.MAX_BYTES), store.layout().show(file));
      if (!manifest.id().equals(id)) {
        throw new StoreException.Corrupt(
            store.layout().show(file), "version " + id, "version " + manifest.id());
      }
      requireClosedList(manifest);
      return new Version(store, manifest);
    } catch (NoSuchFileException | StoreException.Corrupt e) {
      // A version that is collected while it is read is gone, not broken.
      requirePresent(id);
      throw e;
    }
  }

  private void requirePresent(VersionId id) throws IOException {
    if (!store.isDirectory(store.layout().versions())
        || !store.isDirectory(store.layout().version(id))) {
      throw new StoreException.NotFound(
          "there is no version " + id + " in " + store.layout().root());
    }
  }

  private void requireClosedList(Manifest manifest) throws IOException {
    Path directory = store.layout().version(manifest.id());
    Set<String> expected = new TreeSet<>();
    expected.add(Manifest.FILE);
    manifest.tasks().forEach(entry -> expected.add(entry.file()));
    // One name more than expected is enough to find one that is not.
    for (String name : store.files().list(directory, expected.size() + 1)) {
      if (!expected.contains(name)) {
        throw new StoreException.Corrupt(
            store.layout().show(directory.resolve(name)), "nothing", "a name not in the manifest");
      }
    }
    for (TaskEntry entry : manifest.tasks()) {
      requireLength(directory.resolve(entry.file()), entry.bytes());
    }
  }

  private void requireLength(Path file, long bytes) throws IOException {
    Optional<FileKind> kind = store.files().kind(file);
    if (!kind.equals(Optional.of(FileKind.FILE))) {
      throw new StoreException.Corrupt(
          store.layout().show(file),
          "a regular file",
          kind.isEmpty() ? "nothing" : "something else");
    }
    long found = store.files().size(file);
    if (found != bytes) {
      throw new StoreException.Corrupt(
          store.layout().show(file), bytes + " bytes", found + " bytes");
    }
  }
}
