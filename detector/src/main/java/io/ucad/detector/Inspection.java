package io.ucad.detector;

import io.ucad.detector.scoring.AnomalyMap;
import io.ucad.detector.scoring.Region;
import java.util.List;
import java.util.OptionalDouble;

/**
 * The answer for one image.
 *
 * @param width of the sent image, pixels
 * @param height of the sent image, pixels
 * @param task nearest task, or the one asked for
 * @param distance routing distance; empty if routing was skipped
 * @param margin how much farther the second nearest task is; empty if there is none
 * @param known whether the image is near enough to that task
 * @param score anomaly score under that task; meaningless to a user if not {@code known}
 * @param threshold above it the verdict is NG
 * @param reviewThreshold above it the verdict is at least REVIEW
 * @param pValue conformal p-value of the score among normal images
 * @param regions anomalous places, in pixels of the sent image, highest peak first
 * @param map covers exactly the sent image, at the resolution of the model input
 * @param explanation worst patches first; empty unless asked for
 * @param timings of the batch that the image was in
 */
public record Inspection(
    int width,
    int height,
    String task,
    OptionalDouble distance,
    OptionalDouble margin,
    boolean known,
    float score,
    float threshold,
    float reviewThreshold,
    double pValue,
    Verdict verdict,
    List<Region> regions,
    AnomalyMap map,
    List<Explanation> explanation,
    Timings timings) {
  public Inspection {
    regions = List.copyOf(regions);
    explanation = List.copyOf(explanation);
  }

  Inspection with(Timings measured) {
    return new Inspection(
        width,
        height,
        task,
        distance,
        margin,
        known,
        score,
        threshold,
        reviewThreshold,
        pValue,
        verdict,
        regions,
        map,
        explanation,
        measured);
  }
}
