package io.ucad.admin.api;

import io.ucad.admin.version.Measure;
import io.ucad.admin.version.QualityGrid;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * One measure of tasks over versions.
 *
 * @param tasks rows, by name
 * @param versions columns, oldest first
 * @param cells one list a row; null where nothing was measured
 * @param allTasks how many tasks were measured ever
 * @param allVersions how many versions were measured
 */
record ApiGrid(
    Measure measure,
    List<String> tasks,
    List<Integer> versions,
    List<List<@Nullable Double>> cells,
    long allTasks,
    long allVersions) {
  static ApiGrid of(Measure measure, QualityGrid grid) {
    return new ApiGrid(
        measure,
        grid.tasks(),
        grid.versions(),
        grid.cells().stream().map(ApiGrid::row).toList(),
        grid.allTasks(),
        grid.allVersions());
  }

  private static List<@Nullable Double> row(List<OptionalDouble> cells) {
    List<@Nullable Double> row = new ArrayList<>();
    cells.forEach(cell -> row.add(ApiVersionDetail.number(cell)));
    return row;
  }
}
