package io.ucad.evaluation;

import java.util.Optional;

/**
 * The best F1 over all thresholds, with the threshold that gives it. It is read off the test
 * labels: report it, never judge an image by its threshold.
 *
 * @param value 2PR / (P + R), 0..1
 * @param threshold items scoring at least this are called defective; the highest one among equals
 * @param precision the share of called items that are defective
 * @param recall the share of defective items that are called
 */
public record F1Max(double value, double threshold, double precision, double recall) {

  /** The best F1; empty unless both classes are present. */
  public static Optional<F1Max> of(RankedScores scores) {
    Accumulator accumulator = new Accumulator(scores.counts());
    scores.sweep(accumulator);
    return accumulator.value();
  }

  static final class Accumulator implements ThresholdVisitor {
    private final ClassCounts totals;
    private long truePositives;
    private long flagged;
    private double bestValue = -1;
    private double bestThreshold;
    private long bestTruePositives;
    private long bestFlagged;

    Accumulator(ClassCounts totals) {
      this.totals = totals;
    }

    @Override
    public void visit(double threshold, long defective, long normal) {
      truePositives += defective;
      flagged += defective + normal;
      if (defective == 0) {
        return; // more false alarms for the same hits
      }
      double value = 2.0 * truePositives / (totals.defective() + flagged);
      if (value > bestValue) {
        bestValue = value;
        bestThreshold = threshold;
        bestTruePositives = truePositives;
        bestFlagged = flagged;
      }
    }

    Optional<F1Max> value() {
      if (!totals.bothPresent()) {
        return Optional.empty();
      }
      return Optional.of(
          new F1Max(
              bestValue,
              bestThreshold,
              (double) bestTruePositives / bestFlagged,
              (double) bestTruePositives / totals.defective()));
    }
  }
}
