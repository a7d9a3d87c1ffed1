package io.ucad.admin.task;

import java.util.List;
import java.util.Map;

/**
 * What became of an upload.
 *
 * @param images that were taken
 * @param masks that were taken
 * @param counts of every kind of fault
 * @param remarks the first of the faults, one for each file
 */
public record IntakeReport(
    int images, int masks, Map<IntakeFault, Integer> counts, List<Remark> remarks) {

  public IntakeReport {
    counts = Map.copyOf(counts);
    remarks = List.copyOf(remarks);
  }

  /**
   * One fault.
   *
   * @param file its name as it was sent
   * @param detail a sentence that says what was expected and what was found
   */
  public record Remark(String file, IntakeFault fault, String detail) {}

  /** How many files were left out. */
  public int refused() {
    return counts.values().stream().mapToInt(n -> n).sum();
  }
}
