package io.ucad.store;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Makes a version of an archive: verified while it is staged, visible as a whole or not at all. */
final class Importing {

  private final StoreContext store;
  private final Publisher publisher;
  private final Ancestry ancestry;
  private final ImportOptions options;
  private final TransferListener listener;

  Importing(
      StoreContext store,
      Publisher publisher,
      Ancestry ancestry,
      ImportOptions options,
      TransferListener listener) {
    this.store = store;
    this.publisher = publisher;
    this.ancestry = ancestry;
    this.options = options;
    this.listener = listener;
  }

  ImportReport run(InputStream in) throws IOException {
    try (ArchiveReader archive = new ArchiveReader(in)) {
      return read(archive);
    }
  }

  private ImportReport read(ArchiveReader archive) throws IOException {
    Manifest original = archive.manifest();
    if (Archive.bytes(original) > options.maxBytes()) {
      throw new StoreException.InvalidArchive(
          "tasks of at most " + options.maxBytes() + " bytes",
          "a manifest that announces " + Archive.bytes(original));
    }
    Cleanup.quietly(() -> Sweeper.sweep(store));
    Optional<Pin> parent = ancestry.pinParent(original);
    try (Staging staging = Staging.open(store)) {
      Optional<Version> base = parent.map(Pin::version);
      List<TaskName> shared = stage(archive, original, base, staging);
      archive.end();
      return store.lock().locked(() -> commit(original, base, staging, shared));
    } finally {
      parent.ifPresent(Pin::close);
    }
  }

  /** What the parent has is verified and dropped; the rest is written. */
  private List<TaskName> stage(
      ArchiveReader archive, Manifest original, Optional<Version> parent, Staging staging)
      throws IOException {
    List<TaskName> shared = new ArrayList<>();
    long total = Archive.bytes(original);
    long before = 0;
    for (TaskEntry entry : original.tasks()) {
      long start = before;
      TaskContent content =
          out ->
              archive.task(
                  entry, out, copied -> listener.progress(entry.file(), start + copied, total));
      boolean here = parent.flatMap(version -> Ancestry.same(entry, version)).isPresent();
      FileDigest found = here ? Sha256.of(content) : staging.write(entry.task(), content);
      if (!found.equals(entry.digest())) {
        throw new StoreException.InvalidArchive(
            entry.file() + " of " + entry.digest(), found.toString());
      }
      if (here) {
        shared.add(entry.task());
      }
      before += entry.bytes();
    }
    return shared;
  }

  private ImportReport commit(
      Manifest original, Optional<Version> parent, Staging staging, List<TaskName> shared)
      throws IOException {
    VersionId id = publisher.nextId();
    List<TaskEntry> entries = new ArrayList<>();
    for (TaskEntry entry : original.tasks()) {
      Optional<TaskEntry> here = parent.flatMap(version -> Ancestry.same(entry, version));
      entries.add(
          new TaskEntry(
              entry.task(),
              entry.bytes(),
              entry.sha256(),
              here.map(TaskEntry::since).orElse(id),
              entry.attributes()));
      if (shared.contains(entry.task())) {
        staging.carry(here.orElseThrow(), parent.orElseThrow());
      }
    }
    Manifest manifest =
        new Manifest(
            id,
            parent.map(Version::id),
            store.environment().clock().instant(),
            summary(original),
            entries,
            original.attributes());
    boolean latest = options.makeLatest() || publisher.latestId().equals(parent.map(Version::id));
    return new ImportReport(
        publisher.makeVisible(manifest, staging, latest), original.id(), shared, latest);
  }

  private static String summary(Manifest original) {
    String text =
        "imported " + original.id() + " of " + original.created() + ": " + original.summary();
    return text.substring(0, Math.min(text.length(), Manifest.MAX_SUMMARY));
  }
}
