package io.ucad.admin.api;

import io.ucad.admin.version.Forgetting;
import io.ucad.admin.version.Measure;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What became of every task from its first measurement to a version.
 *
 * @param version 0 if nothing was measured on the way to it
 * @param forgetting FM, positive means forgetting; null with fewer than two tasks
 * @param transfer BWT, negative means forgetting; null as above
 * @param tasks in the order in which they were first measured
 */
record ApiForgetting(
    int version,
    Measure measure,
    @Nullable Double forgetting,
    @Nullable Double transfer,
    List<ApiForgottenTask> tasks) {
  static ApiForgetting of(Measure measure, Forgetting found) {
    return new ApiForgetting(
        found.version(),
        measure,
        ApiVersionDetail.number(found.forgetting()),
        ApiVersionDetail.number(found.transfer()),
        found.tasks().stream().map(ApiForgottenTask::of).toList());
  }

  /**
   * One task. Null is what was not measured, or is not defined for the last task.
   *
   * @param stage the version in which its first stage ended
   * @param first the measure there
   * @param best the best over all stages
   * @param now the measure in the last stage
   * @param forgetting best before the last stage, less now
   * @param transfer now, less first
   */
  record ApiForgottenTask(
      String task,
      int stage,
      @Nullable Double first,
      @Nullable Double best,
      @Nullable Double now,
      @Nullable Double forgetting,
      @Nullable Double transfer) {
    static ApiForgottenTask of(Forgetting.Row row) {
      return new ApiForgottenTask(
          row.task(),
          row.stage(),
          ApiVersionDetail.number(row.first()),
          ApiVersionDetail.number(row.best()),
          ApiVersionDetail.number(row.now()),
          ApiVersionDetail.number(row.forgetting()),
          ApiVersionDetail.number(row.transfer()));
    }
  }
}
