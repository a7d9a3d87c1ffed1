package io.ucad.store;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Removes old versions: renamed out of sight first, so that a reader finds a version whole or not
 * at all.
 */
final class GarbageCollector {

  private final StoreContext store;
  private final VersionReader reader;
  private final Aliases aliases;
  private final Holds holds;

  GarbageCollector(StoreContext store, VersionReader reader, Aliases aliases, Holds holds) {
    this.store = store;
    this.reader = reader;
    this.aliases = aliases;
    this.holds = holds;
  }

  /**
   * What {@link #collect} would remove now; a pin that a dead process left counts until it is
   * swept.
   */
  List<VersionId> garbage(KeepPolicy policy) throws IOException {
    return store
        .lock()
        .locked(
            () -> {
              List<VersionId> all = reader.list();
              Set<VersionId> kept = kept(policy, all);
              return all.stream().filter(id -> !kept.contains(id)).toList();
            });
  }

  /**
   * What was removed. An alias, a hold or an ancestor that cannot be read stops the collection: we
   * do not guess what it names.
   */
  List<VersionId> collect(KeepPolicy policy) throws IOException {
    return store
        .lock()
        .locked(
            () -> {
              Sweeper.sweep(store); // from here on every lease in sight is live
              List<VersionId> collected = garbage(policy);
              for (VersionId id : collected) {
                remove(id);
              }
              return collected;
            });
  }

  private Set<VersionId> kept(KeepPolicy policy, List<VersionId> all) throws IOException {
    Set<VersionId> kept = new TreeSet<>(policy.also());
    for (VersionId aliased : aliases.all().values()) {
      kept.add(aliased);
      if (policy.ancestors()) {
        addAncestors(aliased, kept);
      }
    }
    holds.all().forEach(hold -> kept.add(hold.version()));
    // The newest number must stay, or the next version would use it again.
    int recent = Math.max(1, policy.recent());
    kept.addAll(all.subList(Math.max(0, all.size() - recent), all.size()));
    for (String name : store.namesIn(store.layout().pins())) {
      int dash = name.indexOf('-');
      if (dash > 0 && VersionId.isVersion(name.substring(0, dash))) {
        kept.add(VersionId.parse(name.substring(0, dash)));
      }
    }
    return kept;
  }

  private void addAncestors(VersionId id, Set<VersionId> kept) throws IOException {
    Optional<VersionId> next = Optional.of(id);
    while (next.isPresent() && store.isDirectory(store.layout().version(next.get()))) {
      kept.add(next.get());
      next = reader.load(next.get()).manifest().parent();
    }
  }

  private void remove(VersionId id) throws IOException {
    store.ensureDirectory(store.layout().staging());
    Path hidden = store.layout().staging().resolve("collected-" + id);
    store.files().rename(store.layout().version(id), hidden);
    store.files().syncDirectory(store.layout().versions());
    Trash.delete(store, hidden);
  }
}
