package io.ucad.evaluation;

import java.util.OptionalDouble;

/**
 * Area under the per-region-overlap curve: the mean over defective regions of the share of the
 * region at or above a threshold, integrated over the false positive rate 0..limit by the trapezoid
 * rule on every distinct threshold, the last point interpolated to the limit, divided by the limit
 * (Bergmann et al. 2021). The curve starts at the origin.
 */
final class Aupro {
  private final double limit;
  private final long normalPixels;
  private final CompensatedSum area = new CompensatedSum();
  private long falsePositives;
  private double lastRate;
  private double lastOverlap;

  Aupro(double limit, long normalPixels) {
    this.limit = limit;
    this.normalPixels = normalPixels;
  }

  /**
   * @param normal number of normal pixels with exactly the next lower score
   * @param overlap mean region overlap of everything at or above that score
   */
  void visit(long normal, double overlap) {
    if (lastRate >= limit) {
      return;
    }
    falsePositives += normal;
    double rate = (double) falsePositives / normalPixels;
    if (rate > limit) {
      double share = (limit - lastRate) / (rate - lastRate);
      addTrapezoid(limit, lastOverlap + share * (overlap - lastOverlap));
    } else {
      addTrapezoid(rate, overlap);
    }
  }

  private void addTrapezoid(double rate, double overlap) {
    area.add((rate - lastRate) * (lastOverlap + overlap) / 2);
    lastRate = rate;
    lastOverlap = overlap;
  }

  OptionalDouble value() {
    return OptionalDouble.of(Math.min(1.0, area.value() / limit));
  }
}
