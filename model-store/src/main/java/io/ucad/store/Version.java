package io.ucad.store;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;

/**
 * One immutable version. Its manifest is intact and its directory holds exactly the files of the
 * manifest with the right lengths; the bytes of a task are checked by {@link #file}.
 */
public final class Version {

  private final StoreContext store;
  private final Manifest manifest;

  Version(StoreContext store, Manifest manifest) {
    this.store = store;
    this.manifest = manifest;
  }

  /** Its number. */
  public VersionId id() {
    return manifest.id();
  }

  /** What it consists of. */
  public Manifest manifest() {
    return manifest;
  }

  /** Where it is. Write nothing there: the next load would refuse it. */
  public Path directory() {
    return store.layout().version(id());
  }

  /**
   * The file of a task, after all its bytes were read and found to be those that were published.
   * Throws {@link StoreException.Corrupt}, or {@link StoreException.NotFound} when the version has
   * no such task or was collected; {@link ModelStore#pin} prevents the latter.
   */
  public Path file(TaskName task) {
    TaskEntry entry =
        manifest
            .task(task)
            .orElseThrow(
                () -> new StoreException.NotFound("version " + id() + " has no task " + task));
    return IoCall.attempt("reading " + entry.file() + " of " + id(), () -> verified(entry));
  }

  /**
   * The files of all tasks, in the order in which the tasks were learned, after the bytes of every
   * one were found to be those that were published; throws as {@link #file}.
   */
  public List<Path> files() {
    return manifest.tasks().stream().map(entry -> file(entry.task())).toList();
  }

  /**
   * Reads every file that an earlier version has too, to its end, and holds it against what was
   * published there.
   *
   * @param changed the task that is not meant to be the same
   * @throws StoreException.Corrupt if a file is not what was published
   */
  public List<Unchanged> unchanged(Version before, TaskName changed) {
    return before.manifest().tasks().stream()
        .filter(published -> !published.task().equals(changed))
        .map(
            published ->
                IoCall.attempt(
                    "reading " + published.file() + " of " + id(),
                    () ->
                        new Unchanged(
                            published.task(), published.sha256(), reread(published).sha256())))
        .toList();
  }

  private Path verified(TaskEntry entry) throws IOException {
    reread(entry);
    return directory().resolve(entry.file());
  }

  /** Reads a file to its end; it must be what the entry says. */
  FileDigest reread(TaskEntry entry) throws IOException {
    Path file = directory().resolve(entry.file());
    FileDigest found = digest(file, entry);
    if (!found.equals(entry.digest())) {
      throw new StoreException.Corrupt(
          store.layout().show(file), entry.digest().toString(), found.toString());
    }
    return found;
  }

  private FileDigest digest(Path file, TaskEntry entry) throws IOException {
    try (var in = store.files().read(file)) {
      return Sha256.of(in, entry.bytes());
    } catch (NoSuchFileException e) {
      if (!store.isDirectory(directory())) {
        throw new StoreException.NotFound("version " + id() + " was collected meanwhile");
      }
      throw new StoreException.Corrupt(store.layout().show(file), "a file", "nothing");
    }
  }

  @Override
  public String toString() {
    return id().toString();
  }
}
