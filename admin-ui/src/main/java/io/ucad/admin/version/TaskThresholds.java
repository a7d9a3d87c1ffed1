package io.ucad.admin.version;

import io.ucad.detector.memory.Calibration;
import io.ucad.detector.memory.ScoringSpec;

/**
 * How a version judges a task, and the held-out normal images that this stands on.
 *
 * @param sha256 of the task's memory
 */
public record TaskThresholds(
    String task, String sha256, Calibration calibration, ScoringSpec scoring) {

  /** Scores above it are NG. */
  public float threshold() {
    return calibration.threshold(scoring.falseAlarmRate());
  }

  /** Scores above it, up to the threshold, are REVIEW. */
  public float reviewThreshold() {
    return calibration.threshold(scoring.reviewRate());
  }
}
