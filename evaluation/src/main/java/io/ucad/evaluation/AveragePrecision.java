package io.ucad.evaluation;

import java.util.OptionalDouble;

/**
 * Average precision, the step-wise area under the precision-recall curve: {@code sum_n (R_n -
 * R_{n-1}) P_n} over the distinct thresholds, without interpolation. Over pixels it is the paper's
 * pixel AUPR.
 */
public final class AveragePrecision {
  private AveragePrecision() {}

  /** The average precision in 0..1; empty unless both classes are present. */
  public static OptionalDouble of(RankedScores scores) {
    Accumulator accumulator = new Accumulator(scores.counts());
    scores.sweep(accumulator);
    return accumulator.value();
  }

  static final class Accumulator implements ThresholdVisitor {
    private final ClassCounts totals;
    private final CompensatedSum weightedPrecision = new CompensatedSum();
    private long truePositives;
    private long flagged;

    Accumulator(ClassCounts totals) {
      this.totals = totals;
    }

    @Override
    public void visit(double threshold, long defective, long normal) {
      truePositives += defective;
      flagged += defective + normal;
      if (defective > 0) {
        weightedPrecision.add(defective * ((double) truePositives / flagged));
      }
    }

    OptionalDouble value() {
      return totals.bothPresent()
          ? OptionalDouble.of(weightedPrecision.value() / totals.defective())
          : OptionalDouble.empty();
    }
  }
}
