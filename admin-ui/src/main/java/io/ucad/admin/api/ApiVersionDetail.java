package io.ucad.admin.api;

import io.ucad.admin.version.TaskMeasure;
import io.ucad.admin.version.VersionDetail;
import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/**
 * What is in a version.
 *
 * @param forgotten tasks that its parent held and it does not
 * @param measures how well it does, by task
 */
record ApiVersionDetail(
    ApiVersion version,
    List<VersionDetail.TaskPart> tasks,
    List<String> forgotten,
    List<ApiMeasure> measures) {
  static ApiVersionDetail of(VersionDetail detail) {
    return new ApiVersionDetail(
        ApiVersion.of(detail.card()),
        detail.tasks(),
        detail.forgotten(),
        detail.measures().stream().map(ApiMeasure::of).toList());
  }

  static @Nullable Double number(OptionalDouble value) {
    return value.isPresent() ? value.getAsDouble() : null;
  }

  /**
   * How well a version does on the test images of a task. Null is what could not be measured.
   *
   * @param routedRight how many of the images were recognised as this task
   */
  record ApiMeasure(
      String task,
      int images,
      @Nullable Double imageAuroc,
      @Nullable Double imageAp,
      @Nullable Double pixelAp,
      @Nullable Double aupro,
      int routedRight,
      Instant measuredAt) {
    static ApiMeasure of(TaskMeasure measure) {
      return new ApiMeasure(
          measure.task(),
          measure.images(),
          number(measure.imageAuroc()),
          number(measure.imageAp()),
          number(measure.pixelAp()),
          number(measure.aupro()),
          measure.routedRight(),
          measure.measuredAt());
    }
  }
}
