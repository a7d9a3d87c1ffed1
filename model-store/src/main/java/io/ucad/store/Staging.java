package io.ucad.store;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;

/**
 * The private directory of one publication: no reader sees it until it is renamed into its place as
 * a whole.
 */
final class Staging implements AutoCloseable {

  private final StoreContext store;
  private final Lease lease;
  private final Path directory;
  private final Set<String> names = new HashSet<>();

  private Staging(StoreContext store, Lease lease) {
    this.store = store;
    this.lease = lease;
    this.directory = lease.subject();
  }

  static Staging open(StoreContext store) throws IOException {
    return store
        .lock()
        .locked(
            () -> {
              store.ensureDirectory(store.layout().staging());
              var staging = new Staging(store, Lease.holdNew(store, store.layout().staging(), "s"));
              try {
                store.files().createDirectory(staging.directory);
                return staging;
              } catch (IOException e) {
                staging.close();
                throw e;
              }
            });
  }

  FileDigest write(TaskName task, TaskContent content) throws IOException {
    names.add(task.fileName());
    return StagedFile.write(store.files(), directory.resolve(task.fileName()), content);
  }

  /**
   * Takes over a file of a published version: the same bytes under a second name, or a checked copy
   * where that is impossible.
   */
  void carry(TaskEntry entry, Version from) throws IOException {
    names.add(entry.file());
    Path source = from.directory().resolve(entry.file());
    Path target = directory.resolve(entry.file());
    try {
      store.files().link(target, source);
    } catch (NoSuchFileException e) {
      throw e;
    } catch (IOException e) {
      // Hard links are not supported here, or this file has all the names it may have.
      copy(entry, source, target);
    }
  }

  private void copy(TaskEntry entry, Path source, Path target) throws IOException {
    FileDigest copied =
        StagedFile.write(
            store.files(),
            target,
            out -> {
              try (var in = store.files().read(source)) {
                in.transferTo(out);
              }
            });
    if (!copied.equals(entry.digest())) {
      throw new StoreException.Corrupt(
          store.layout().show(source), entry.digest().toString(), copied.toString());
    }
  }

  /**
   * Writes the manifest last and makes the whole directory durable. Nothing but what was staged may
   * be in it.
   */
  void complete(byte[] manifest) throws IOException {
    names.add(Manifest.FILE);
    StagedFile.write(store.files(), directory.resolve(Manifest.FILE), out -> out.write(manifest));
    Set<String> found = new HashSet<>(store.files().list(directory, names.size() + 1));
    if (!found.equals(names)) {
      throw new StoreException.Corrupt(
          store.layout().show(directory), "only " + names, String.valueOf(found));
    }
    store.files().syncDirectory(directory);
  }

  void moveTo(Path version) throws IOException {
    store.files().rename(directory, version);
    store.files().syncDirectory(StoreLayout.directoryOf(version));
  }

  /**
   * Leaves nothing behind. What resists is an orphan that the next sweep removes, or says why not:
   * a publish that succeeded must not fail for it.
   */
  @Override
  public void close() {
    Cleanup.quietly(() -> Trash.delete(store, directory));
    Cleanup.quietly(lease::end);
  }
}
