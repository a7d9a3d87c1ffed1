package io.ucad.admin.api;

import io.ucad.admin.version.Consequences;
import io.ucad.admin.version.ScoreBins;
import io.ucad.admin.version.ScoreSheet;
import io.ucad.admin.version.TaskThresholds;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a task is judged by two rates.
 *
 * @param sha256 of the task's memory
 * @param threshold scores above it are NG
 * @param reviewThreshold scores above it, up to the threshold, are REVIEW
 * @param heldOut normal images that this stands on
 * @param attainableRate the smallest false-alarm rate that so many can guarantee
 * @param consequences for the test images; null if their scores were not kept
 * @param histogram of held-out and test images that the task itself judges
 */
record ApiThresholds(
    String task,
    String sha256,
    double falseAlarmRate,
    double reviewRate,
    float threshold,
    float reviewThreshold,
    int heldOut,
    double attainableRate,
    @Nullable Consequences consequences,
    ScoreBins histogram) {
  static ApiThresholds of(
      TaskThresholds found, Optional<ScoreSheet> sheet, double alarms, double reviews) {
    var calibration = found.calibration();
    float threshold = calibration.threshold(alarms);
    float review = calibration.threshold(reviews);
    return new ApiThresholds(
        found.task(),
        found.sha256(),
        alarms,
        reviews,
        threshold,
        review,
        calibration.size(),
        calibration.attainableRate(),
        sheet.map(s -> Consequences.of(s, found.task(), threshold, review)).orElse(null),
        ScoreBins.of(
            calibration.scores(), sheet.map(s -> s.judgedBy(found.task())).orElse(List.of())));
  }
}
