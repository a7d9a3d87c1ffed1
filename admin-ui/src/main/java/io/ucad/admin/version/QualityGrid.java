package io.ucad.admin.version;

import java.util.List;
import java.util.OptionalDouble;

/**
 * A page of one measure of tasks over versions.
 *
 * @param tasks rows, by name
 * @param versions columns, oldest first
 * @param cells {@code [tasks][versions]}; empty where nothing was measured
 * @param allTasks how many tasks were measured ever
 * @param allVersions how many versions were measured
 */
public record QualityGrid(
    List<String> tasks,
    List<Integer> versions,
    List<List<OptionalDouble>> cells,
    long allTasks,
    long allVersions) {
  public QualityGrid {
    tasks = List.copyOf(tasks);
    versions = List.copyOf(versions);
    cells = cells.stream().map(List::copyOf).toList();
  }
}
