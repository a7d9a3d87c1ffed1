package io.ucad.admin.version;

import java.util.OptionalDouble;

/** What the matrix of tasks over versions can show. */
public enum Measure {
  AUROC,
  PIXEL,
  AUPRO;

  /** Its value in a cell. */
  public OptionalDouble of(TaskMeasure cell) {
    return switch (this) {
      case AUROC -> cell.imageAuroc();
      case PIXEL -> cell.pixelAp();
      case AUPRO -> cell.aupro();
    };
  }
}
