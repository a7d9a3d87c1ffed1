package io.ucad.admin.version;

import java.util.List;
import java.util.OptionalDouble;

/**
 * Image AUROC of tasks over versions.
 *
 * @param tasks columns
 * @param versions rows, oldest first
 * @param cells {@code [versions][tasks]}; empty where nothing was measured
 */
public record MeasureMatrix(
    List<String> tasks, List<Integer> versions, List<List<OptionalDouble>> cells) {
  public MeasureMatrix {
    tasks = List.copyOf(tasks);
    versions = List.copyOf(versions);
    cells = cells.stream().map(List::copyOf).toList();
  }
}
