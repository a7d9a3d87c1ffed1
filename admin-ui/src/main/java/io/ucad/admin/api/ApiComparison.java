package io.ucad.admin.api;

import io.ucad.admin.version.TaskThresholds;
import io.ucad.admin.version.VersionComparison;
import io.ucad.admin.version.VersionDetail;
import org.jspecify.annotations.Nullable;

/**
 * What is different between two versions.
 *
 * @param changes how many tasks on all pages are not the same
 * @param tasks of both, by name
 */
record ApiComparison(
    ApiVersion before, ApiVersion after, int changes, PageOf<ApiComparedTask> tasks) {
  static ApiComparison of(VersionComparison found, int page, int size) {
    return new ApiComparison(
        ApiVersion.of(found.before()),
        ApiVersion.of(found.after()),
        found.changes(),
        PageOf.of(found.tasks(), ApiComparedTask::of, page, size, found.all()));
  }

  /**
   * One task.
   *
   * @param before null if that version does not hold it
   * @param after null as above
   */
  record ApiComparedTask(
      String task,
      VersionDetail.Change change,
      @Nullable ApiComparedSide before,
      @Nullable ApiComparedSide after) {
    static ApiComparedTask of(VersionComparison.Row row) {
      return new ApiComparedTask(
          row.task(),
          row.change(),
          row.before().map(ApiComparedSide::of).orElse(null),
          row.after().map(ApiComparedSide::of).orElse(null));
    }
  }

  /**
   * A task in one of the versions.
   *
   * @param bytes of its memory
   * @param sha256 of its memory
   * @param measure null if it was not measured
   */
  record ApiComparedSide(
      long bytes,
      String sha256,
      double falseAlarmRate,
      double reviewRate,
      float threshold,
      float reviewThreshold,
      ApiVersionDetail.@Nullable ApiMeasure measure) {
    static ApiComparedSide of(VersionComparison.Side side) {
      TaskThresholds judges = side.thresholds();
      return new ApiComparedSide(
          side.bytes(),
          judges.sha256(),
          judges.scoring().falseAlarmRate(),
          judges.scoring().reviewRate(),
          judges.threshold(),
          judges.reviewThreshold(),
          side.measure().map(ApiVersionDetail.ApiMeasure::of).orElse(null));
    }
  }
}
