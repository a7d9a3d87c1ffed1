package io.ucad.admin.task;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** Counts what becomes of the files of one upload. Bounded, however many there are. */
final class IntakeTally {
  private static final int REMARKS = 200;
  private static final int NAME = 255;

  private final Map<IntakeFault, Integer> counts = new EnumMap<>(IntakeFault.class);
  private final List<IntakeReport.Remark> remarks = new ArrayList<>();
  private int images;
  private int masks;

  void image() {
    images++;
  }

  void mask() {
    masks++;
  }

  void fault(String file, IntakeFault fault, String detail) {
    counts.merge(fault, 1, Integer::sum);
    if (remarks.size() < REMARKS) {
      String name = file.length() <= NAME ? file : file.substring(0, NAME);
      remarks.add(new IntakeReport.Remark(name, fault, detail));
    }
  }

  int files() {
    return images + masks + counts.values().stream().mapToInt(n -> n).sum();
  }

  IntakeReport report() {
    return new IntakeReport(images, masks, counts, remarks);
  }
}
