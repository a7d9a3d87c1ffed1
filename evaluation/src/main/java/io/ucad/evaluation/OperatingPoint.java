package io.ucad.evaluation;

import java.util.List;

/**
 * What calling everything at or above a threshold defective would do: one point of the ROC curve
 * (falsePositiveRate, recall), of the precision-recall curve (recall, precision) and of the PRO
 * curve (falsePositiveRate, regionOverlap) at once.
 *
 * @param threshold a score that occurs in the data
 * @param falsePositiveRate the share of normal items called defective
 * @param recall the share of defective items called defective
 * @param precision the share of called items that are defective
 * @param regionOverlap the mean over defective regions of the share of the region that is called;
 *     for images, where every defective image is a region of its own, equal to recall
 */
public record OperatingPoint(
    double threshold,
    double falsePositiveRate,
    double recall,
    double precision,
    double regionOverlap) {

  /**
   * A curve for drawing, from the highest threshold to the lowest. It is thinned to about equal
   * steps along the curve, so read no metric off it. The origin (nothing called) is not a point of
   * it, since no finite threshold gives it.
   *
   * @param maxPoints at least 2
   * @return at most {@code maxPoints} points; none unless both classes are present
   */
  public static List<OperatingPoint> curve(RankedScores scores, int maxPoints) {
    CurveSampler sampler = new CurveSampler(scores.counts(), maxPoints);
    scores.sweep(sampler);
    return sampler.points();
  }
}
