package io.ucad.admin.inspect;

import io.ucad.store.ModelStore;
import io.ucad.store.StoreException;
import io.ucad.store.TaskEntry;
import io.ucad.store.Version;
import io.ucad.store.VersionId;
import io.ucad.trainer.tune.Tuning;
import java.util.Optional;

/** Where what is remembered of a task was learned: other rates leave the memory as it is. */
final class Origin {
  private Origin() {}

  /**
   * The version that a task was learned in, or the oldest tuned one whose parent is still there.
   */
  static VersionId of(ModelStore store, TaskEntry entry) {
    TaskEntry learned = entry;
    Optional<TaskEntry> before = before(store, learned);
    while (before.isPresent() && Tuning.isTunedFrom(learned, before.get())) {
      learned = before.get();
      before = before(store, learned);
    }
    return learned.since();
  }

  /** What the version before the one that an entry came with held of the same task. */
  private static Optional<TaskEntry> before(ModelStore store, TaskEntry entry) {
    try {
      return store
          .version(entry.since())
          .manifest()
          .parent()
          .map(store::version)
          .map(Version::manifest)
          .flatMap(parent -> parent.task(entry.task()));
    } catch (StoreException.NotFound e) {
      return Optional.empty();
    }
  }
}
