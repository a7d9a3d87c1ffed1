package io.ucad.admin.api;

import io.ucad.admin.inspect.Finding;
import io.ucad.detector.Inspection;
import io.ucad.detector.TaskDistance;
import io.ucad.detector.Timings;
import io.ucad.detector.Verdict;
import io.ucad.detector.scoring.Region;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a version says of an image, and why.
 *
 * @param known whether the image is near enough to the task; if not, no score is claimed, and what
 *     rests on one is null or empty
 * @param peakThreshold map value above which a place is anomalous
 * @param regions anomalous places, in pixels of the image, highest peak first
 * @param route how far the image is from every task, nearest first
 * @param matches worst patch first, each beside the normal patch that is nearest to it
 */
record ApiFinding(
    String sha256,
    int version,
    String backbone,
    int width,
    int height,
    String task,
    boolean known,
    Verdict verdict,
    @Nullable Float score,
    @Nullable Float threshold,
    @Nullable Float reviewThreshold,
    @Nullable Double pValue,
    @Nullable Float peakThreshold,
    List<Region> regions,
    List<ApiDistance> route,
    List<ApiMatch> matches,
    ApiTimings timingsMs) {
  static ApiFinding of(Finding finding) {
    Inspection found = finding.inspection();
    boolean known = found.known();
    return new ApiFinding(
        finding.sha256(),
        finding.version(),
        finding.backbone(),
        found.width(),
        found.height(),
        found.task(),
        known,
        found.verdict(),
        known ? found.score() : null,
        known ? found.threshold() : null,
        known ? found.reviewThreshold() : null,
        known ? found.pValue() : null,
        known ? finding.peakThreshold() : null,
        known ? found.regions() : List.of(),
        finding.route().stream().map(ApiDistance::of).toList(),
        finding.matches().stream().map(ApiMatch::of).toList(),
        ApiTimings.of(finding.decodeMillis(), found.timings()));
  }

  /**
   * How far an image is from a task.
   *
   * @param limit distance up to which it may be of the task
   */
  record ApiDistance(String task, float distance, float limit, boolean known) {
    static ApiDistance of(TaskDistance task) {
      return new ApiDistance(task.task(), task.distance(), task.limit(), task.known());
    }
  }

  /** Where the time went, milliseconds. */
  record ApiTimings(
      double decode, double prepare, double backbone, double routing, double scoring) {
    static ApiTimings of(double decode, Timings spent) {
      return new ApiTimings(
          decode, spent.prepare(), spent.backbone(), spent.routing(), spent.scoring());
    }
  }
}
