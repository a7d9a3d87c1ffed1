package io.ucad.store;

import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Finds the version of this store that an archive was built on. Numbers of another store say
 * nothing here; the bytes of the tasks do. The parent is the newest version that holds every task
 * which the archive took over from its own parent, with the same bytes, and no task that the
 * archive lacks. Where nothing was taken over, nothing is known.
 */
final class Ancestry {

  private final StoreContext store;
  private final VersionReader reader;

  Ancestry(StoreContext store, VersionReader reader) {
    this.store = store;
    this.reader = reader;
  }

  /** The parent, kept from being collected while its files are shared. */
  Optional<Pin> pinParent(Manifest archive) throws IOException {
    List<TaskEntry> carried =
        archive.tasks().stream()
            .filter(entry -> entry.since().compareTo(archive.id()) < 0)
            .toList();
    if (carried.isEmpty()) {
      return Optional.empty();
    }
    return store
        .lock()
        .locked(
            () -> {
              List<VersionId> ids = reader.list();
              for (int i = ids.size() - 1; i >= 0; i--) {
                Optional<Version> version = loaded(ids.get(i));
                if (version.filter(v -> isParent(v, carried, archive)).isPresent()) {
                  return Optional.of(Pin.hold(store, version.get()));
                }
              }
              return Optional.<Pin>empty();
            });
  }

  private static boolean isParent(Version version, List<TaskEntry> carried, Manifest archive) {
    return carried.stream().allMatch(entry -> same(entry, version).isPresent())
        && version.manifest().tasks().stream()
            .allMatch(entry -> archive.task(entry.task()).isPresent());
  }

  /** A version that cannot be read is nobody's parent. */
  private Optional<Version> loaded(VersionId id) throws IOException {
    try {
      return Optional.of(reader.load(id));
    } catch (StoreException e) {
      return Optional.empty();
    }
  }

  /** The entry of the version with the same name and the same bytes. */
  static Optional<TaskEntry> same(TaskEntry entry, Version version) {
    return version
        .manifest()
        .task(entry.task())
        .filter(other -> other.digest().equals(entry.digest()));
  }
}
