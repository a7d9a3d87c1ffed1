package io.ucad.admin.version;

import java.util.List;
import java.util.Optional;

/**
 * What is different between two versions.
 *
 * @param before one of them
 * @param after the other
 * @param tasks a page of the tasks of both, by name
 * @param all how many tasks there are on all pages
 * @param changes how many tasks on all pages are not the same
 */
public record VersionComparison(
    VersionCard before, VersionCard after, List<Row> tasks, int all, int changes) {
  public VersionComparison {
    tasks = List.copyOf(tasks);
  }

  /** One task; empty on the side that does not hold it. */
  public record Row(
      String task, VersionDetail.Change change, Optional<Side> before, Optional<Side> after) {}

  /**
   * A task in one of the versions.
   *
   * @param bytes of its memory
   * @param measure empty if it was not measured
   */
  public record Side(long bytes, TaskThresholds thresholds, Optional<TaskMeasure> measure) {}
}
