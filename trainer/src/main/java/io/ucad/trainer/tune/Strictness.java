package io.ucad.trainer.tune;

import io.ucad.detector.memory.Calibration;
import io.ucad.detector.memory.ScoringSpec;

/**
 * How strictly a task judges.
 *
 * @param falseAlarmRate share of normal images that may be called NG, 0..1
 * @param reviewRate share of normal images that may be called REVIEW or NG, 0..1
 * @param threshold scores above it are NG
 * @param reviewThreshold scores above it, up to the threshold, are REVIEW
 */
public record Strictness(
    double falseAlarmRate, double reviewRate, float threshold, float reviewThreshold) {

  /** What rates mean on the held-out normal images of a task. */
  public static Strictness of(ScoringSpec scoring, Calibration calibration) {
    return new Strictness(
        scoring.falseAlarmRate(),
        scoring.reviewRate(),
        calibration.threshold(scoring.falseAlarmRate()),
        calibration.threshold(scoring.reviewRate()));
  }
}
