package io.ucad.admin.api;

import io.ucad.admin.inspect.Feedback;
import io.ucad.admin.inspect.InspectionRow;
import io.ucad.admin.inspect.Proposal;
import io.ucad.detector.Verdict;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An inspection as it is kept.
 *
 * @param sha256 of the image, by which its picture is found
 * @param task that the image was taken for
 * @param asked whether the task was named instead of recognised
 * @param score null if the image is of no known product: then nothing is claimed of it
 * @param threshold above it the verdict was NG; null as above
 * @param reviewThreshold above it the verdict was at least REVIEW; null as above
 * @param pValue null as above
 * @param feedbackActor who gave the feedback, empty if nobody did
 * @param proposal what became of the offer to take the image into its task
 */
record ApiInspection(
    long id,
    String sha256,
    String name,
    int width,
    int height,
    int version,
    String task,
    boolean asked,
    Verdict verdict,
    @Nullable Double score,
    @Nullable Double threshold,
    @Nullable Double reviewThreshold,
    @Nullable Double pValue,
    String actor,
    Instant at,
    Feedback feedback,
    String note,
    String feedbackActor,
    Proposal proposal) {
  static ApiInspection of(InspectionRow row) {
    return new ApiInspection(
        row.id(),
        row.sha256(),
        row.name(),
        row.width(),
        row.height(),
        row.version(),
        row.task(),
        row.asked(),
        row.verdict(),
        ApiVersionDetail.number(row.score()),
        ApiVersionDetail.number(row.threshold()),
        ApiVersionDetail.number(row.reviewThreshold()),
        ApiVersionDetail.number(row.pValue()),
        row.actor(),
        row.at(),
        row.feedback(),
        row.note(),
        row.feedbackActor(),
        row.proposal());
  }
}
