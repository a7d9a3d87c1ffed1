package io.ucad.admin.inspect;

import io.ucad.detector.Verdict;
import java.time.Instant;
import java.util.OptionalDouble;

/**
 * An inspection as it is kept.
 *
 * @param sha256 of the image
 * @param name of the image as it was sent
 * @param version that was asked
 * @param task that the image was taken for
 * @param asked whether the task was named instead of recognised
 * @param score empty if the image is of no known product: then nothing is claimed of it
 * @param threshold above it the verdict was NG; empty as above
 * @param reviewThreshold above it the verdict was at least REVIEW; empty as above
 * @param pValue empty as above
 * @param actor who asked
 * @param note what was written with the feedback
 * @param feedbackActor who gave the feedback, empty if nobody did
 */
public record InspectionRow(
    long id,
    String sha256,
    String name,
    int width,
    int height,
    int version,
    String task,
    boolean asked,
    Verdict verdict,
    OptionalDouble score,
    OptionalDouble threshold,
    OptionalDouble reviewThreshold,
    OptionalDouble pValue,
    String actor,
    Instant at,
    Feedback feedback,
    String note,
    String feedbackActor,
    Proposal proposal) {}
