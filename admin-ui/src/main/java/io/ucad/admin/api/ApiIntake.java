package io.ucad.admin.api;

import io.ucad.admin.task.IntakeFault;
import io.ucad.admin.task.IntakeReport;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What became of an upload.
 *
 * @param images that were taken
 * @param masks that were taken
 * @param refused files that were left out
 * @param counts of every kind of fault
 * @param remarks the first 200 of the faults, one for each file
 */
record ApiIntake(
    int images,
    int masks,
    int refused,
    Map<IntakeFault, Integer> counts,
    List<IntakeReport.Remark> remarks) {
  private static final int REMARKS = 200;

  /** Reports of several uploads as one. */
  static ApiIntake of(List<IntakeReport> reports) {
    Map<IntakeFault, Integer> counts = new EnumMap<>(IntakeFault.class);
    List<IntakeReport.Remark> remarks = new ArrayList<>();
    int images = 0;
    int masks = 0;
    int refused = 0;
    for (IntakeReport report : reports) {
      images += report.images();
      masks += report.masks();
      refused += report.refused();
      report.counts().forEach((fault, count) -> counts.merge(fault, count, Integer::sum));
      report.remarks().stream().limit(REMARKS - remarks.size()).forEach(remarks::add);
    }
    return new ApiIntake(images, masks, refused, Map.copyOf(counts), List.copyOf(remarks));
  }
}
