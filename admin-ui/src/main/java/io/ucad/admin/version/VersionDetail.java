package io.ucad.admin.version;

import java.util.List;

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

  /** What became of a task since the parent. */
  public enum Change {
    ADDED,
    RELEARNED,
    TUNED,
    UNCHANGED
  }

  /**
   * One task of a version.
   *
   * @param since the version that first held exactly these bytes
   */
  public record TaskPart(String task, long bytes, String sha256, int since, Change change) {}
}
