package io.ucad.store;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes a new version. The new tasks' bytes are staged and synced without the {@link StoreLock};
 * under it the other tasks are linked, the manifest is written, the directory is synced, renamed to
 * its number, and {@code latest} is moved.
 */
final class Publisher {

  private final StoreContext store;
  private final VersionReader reader;
  private final Aliases aliases;

  Publisher(StoreContext store, VersionReader reader, Aliases aliases) {
    this.store = store;
    this.reader = reader;
    this.aliases = aliases;
  }

  Version publish(Publication publication) throws IOException {
    Optional<Manifest> base = Optional.empty();
    if (publication.parent().isPresent()) {
      base = Optional.of(reader.load(publication.parent().get()).manifest());
    }
    Merge merge = new Merge(publication);
    merge.requireApplicable(base);
    Optional<Manifest> parent = base;
    // A process that died may have left its staging behind; a publication is when its space is
    // missed.
    Cleanup.quietly(() -> Sweeper.sweep(store));
    try (Staging staging = Staging.open(store)) {
      Map<TaskName, FileDigest> written = new HashMap<>();
      for (TaskChange change : publication.changes()) {
        if (change instanceof TaskChange.Put put) {
          written.put(put.task(), staging.write(put.task(), put.content()));
        }
      }
      return store.lock().locked(() -> commit(publication, merge, parent, staging, written));
    }
  }

  private Version commit(
      Publication publication,
      Merge merge,
      Optional<Manifest> base,
      Staging staging,
      Map<TaskName, FileDigest> written)
      throws IOException {
    Optional<Version> current = latest();
    Optional<Manifest> parent = current.map(Version::manifest);
    merge.requireMergeable(base, parent);
    publication.condition().check(parent);
    VersionId id = nextId();
    Manifest manifest =
        new Manifest(
            id,
            parent.map(Manifest::id),
            store.environment().clock().instant(),
            publication.summary(),
            merge.entries(parent, id, written),
            merge.attributes(parent));
    for (TaskEntry entry : manifest.tasks()) {
      if (!written.containsKey(entry.task())) {
        staging.carry(entry, current.orElseThrow());
      }
    }
    return makeVisible(manifest, staging, true);
  }

  /** Gives a complete staging its number. Under the {@link StoreLock}. */
  Version makeVisible(Manifest manifest, Staging staging, boolean latest) throws IOException {
    byte[] bytes = ManifestJson.write(manifest);
    requireReadable(bytes);
    staging.complete(bytes);
    store.ensureDurableDirectory(store.layout().versions());
    store.ensureDurableDirectory(store.layout().aliases());
    if (latest) {
      try (StagedPointer pointer = aliases.prepare(AliasName.LATEST, manifest.id())) {
        staging.moveTo(store.layout().version(manifest.id()));
        pointer.moveTo(store.layout().alias(AliasName.LATEST));
      }
    } else {
      staging.moveTo(store.layout().version(manifest.id()));
    }
    return new Version(store, manifest);
  }

  /**
   * What we would refuse to load, for example attributes nested too deeply, we refuse to publish.
   */
  private static void requireReadable(byte[] manifest) {
    try {
      ManifestJson.read(manifest, Manifest.FILE);
    } catch (StoreException.Corrupt e) {
      throw new StoreException.Refused("the attributes cannot be stored: found " + e.found());
    }
  }

  Optional<Version> latest() throws IOException {
    Optional<VersionId> id = latestId();
    return id.isPresent() ? Optional.of(reader.load(id.get())) : Optional.empty();
  }

  Optional<VersionId> latestId() throws IOException {
    return aliases.get(AliasName.LATEST);
  }

  /** The number of the next version. Under the {@link StoreLock}. */
  VersionId nextId() throws IOException {
    List<VersionId> ids = reader.list();
    return ids.isEmpty() ? new VersionId(1) : ids.get(ids.size() - 1).next();
  }
}
