package io.ucad.admin.api;

import io.ucad.admin.version.TaskQuality;
import io.ucad.evaluation.OperatingPoint;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How well a version does on a task.
 *
 * @param measure null if it was not measured
 * @param curve from the highest threshold to the lowest, thinned; none unless the single scores
 *     were kept of good and defective images
 */
record ApiTaskQuality(
    int version,
    String task,
    ApiVersionDetail.@Nullable ApiMeasure measure,
    List<ApiCurvePoint> curve) {
  static ApiTaskQuality of(TaskQuality quality, int points) {
    return new ApiTaskQuality(
        quality.version(),
        quality.task(),
        quality.measure().map(ApiVersionDetail.ApiMeasure::of).orElse(null),
        quality.sheet().map(sheet -> sheet.curve(points)).orElse(List.of()).stream()
            .map(ApiCurvePoint::of)
            .toList());
  }

  /** What calling everything at or above a threshold defective would do. */
  record ApiCurvePoint(
      double threshold, double falsePositiveRate, double recall, double precision) {
    static ApiCurvePoint of(OperatingPoint point) {
      return new ApiCurvePoint(
          point.threshold(), point.falsePositiveRate(), point.recall(), point.precision());
    }
  }
}
