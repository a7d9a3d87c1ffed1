package io.ucad.admin.version;

import io.ucad.store.TaskEntry;
import io.ucad.trainer.tune.Tuning;
import java.util.List;
import java.util.Optional;

/**
 * What is in a version.
 *
 * @param tasks it holds, in the order in which they were first learned
 * @param forgotten tasks that its parent held and it does not
 * @param measures how well it does, by task
 */
public record VersionDetail(
    VersionCard card, List<TaskPart> tasks, List<String> forgotten, List<TaskMeasure> measures) {
  public VersionDetail {
    tasks = List.copyOf(tasks);
    forgotten = List.copyOf(forgotten);
    measures = List.copyOf(measures);
  }

  /** What became of a task from one version to another. */
  public enum Change {
    ADDED,
    FORGOTTEN,
    RELEARNED,
    /** Judges by other rates; nothing else changed. */
    TUNED,
    UNCHANGED;

    /** Of a task that is in at least one of two versions. */
    static Change between(Optional<TaskEntry> before, Optional<TaskEntry> after) {
      if (before.isEmpty()) {
        return ADDED;
      }
      if (after.isEmpty()) {
        return FORGOTTEN;
      }
      if (before.get().sha256().equals(after.get().sha256())) {
        return UNCHANGED;
      }
      return Tuning.isTunedFrom(after.get(), before.get()) ? TUNED : RELEARNED;
    }
  }

  /**
   * One task of a version.
   *
   * @param since the version that first held exactly these bytes
   */
  public record TaskPart(String task, long bytes, String sha256, int since, Change change) {}
}
