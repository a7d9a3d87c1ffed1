package io.ucad.evaluation;

import java.util.ArrayList;
import java.util.List;

/**
 * Thins a sweep of any length to a bounded number of operating points in one pass. Rates only grow
 * along a sweep, so a point is kept when their sum has grown by a fixed step since the last one
 * kept.
 */
final class CurveSampler implements ThresholdVisitor {
  static final int MIN_POINTS = 2;
  private static final double TOTAL_GROWTH = 3; // false positive rate + recall + region overlap

  private final ClassCounts totals;
  private final int maxPoints;
  private final List<OperatingPoint> kept = new ArrayList<>();
  private long truePositives;
  private long falsePositives;
  private double keptProgress;
  private double lastThreshold;
  private double lastOverlap;

  CurveSampler(ClassCounts totals, int maxPoints) {
    if (maxPoints < MIN_POINTS) {
      throw new MetricInputException(
          "Expected room for at least " + MIN_POINTS + " curve points, found " + maxPoints);
    }
    this.totals = totals;
    this.maxPoints = maxPoints;
  }

  /** Images: every defective one is its own region. */
  @Override
  public void visit(double threshold, long defective, long normal) {
    visit(
        threshold,
        defective,
        normal,
        (double) (truePositives + defective) / Math.max(1, totals.defective()));
  }

  /**
   * @param overlap mean region overlap, 0..1, of everything at or above the threshold
   */
  void visit(double threshold, long defective, long normal, double overlap) {
    truePositives += defective;
    falsePositives += normal;
    lastThreshold = threshold;
    lastOverlap = overlap;
    double progress = falsePositiveRate() + recall() + overlap;
    // The first and the last point are always kept; fewer than maxPoints - 2 steps fit in between.
    boolean step = progress - keptProgress >= TOTAL_GROWTH / Math.max(1, maxPoints - 2);
    if (totals.bothPresent() && (kept.isEmpty() || step)) {
      kept.add(point());
      keptProgress = progress;
    }
  }

  List<OperatingPoint> points() {
    List<OperatingPoint> result = new ArrayList<>(kept);
    if (!result.isEmpty() && result.get(result.size() - 1).threshold() != lastThreshold) {
      result.add(point());
    }
    return List.copyOf(result);
  }

  private OperatingPoint point() {
    double precision = (double) truePositives / (truePositives + falsePositives);
    return new OperatingPoint(lastThreshold, falsePositiveRate(), recall(), precision, lastOverlap);
  }

  private double falsePositiveRate() {
    return (double) falsePositives / totals.normal();
  }

  private double recall() {
    return (double) truePositives / totals.defective();
  }
}
