package io.ucad.evaluation;

import java.util.OptionalDouble;

/**
 * Area under the receiver operating characteristic: the probability that a random defective item
 * scores above a random normal one, a tie counting one half.
 */
public final class Auroc {
  private Auroc() {}

  /** The area in 0..1; empty unless both classes are present. */
  public static OptionalDouble of(RankedScores scores) {
    Accumulator accumulator = new Accumulator(scores.counts());
    scores.sweep(accumulator);
    return accumulator.value();
  }

  static final class Accumulator implements ThresholdVisitor {
    private final ClassCounts totals;
    private final CompensatedSum rankedPairs = new CompensatedSum();
    private long truePositives;

    Accumulator(ClassCounts totals) {
      this.totals = totals;
    }

    @Override
    public void visit(double threshold, long defective, long normal) {
      rankedPairs.add(normal * (truePositives + 0.5 * defective));
      truePositives += defective;
    }

    OptionalDouble value() {
      if (!totals.bothPresent()) {
        return OptionalDouble.empty();
      }
      double pairs = (double) totals.defective() * totals.normal();
      return OptionalDouble.of(Math.min(1.0, rankedPairs.value() / pairs));
    }
  }
}
