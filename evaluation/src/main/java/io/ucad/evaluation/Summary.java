package io.ucad.evaluation;

import java.util.Arrays;
import java.util.OptionalDouble;

/**
 * A figure over several seeds.
 *
 * @param count number of seeds, at least 1
 * @param mean over the seeds
 * @param standardDeviation of the sample (divided by count - 1); empty for a single seed, whose
 *     spread is not known
 * @param min lowest value
 * @param max highest value
 */
public record Summary(
    int count, double mean, OptionalDouble standardDeviation, double min, double max) {

  /**
   * Summarises one value per seed.
   *
   * @throws MetricInputException when there is no value or one is NaN or infinite
   */
  public static Summary of(double... values) {
    if (values.length == 0) {
      throw new MetricInputException("Expected the values of at least one seed, found none");
    }
    CompensatedSum sum = new CompensatedSum();
    for (int i = 0; i < values.length; i++) {
      MetricInputException.requireFinite(values[i], "value of seed " + i);
      sum.add(values[i]);
    }
    double mean = sum.value() / values.length;
    CompensatedSum squares = new CompensatedSum();
    for (double value : values) {
      squares.add((value - mean) * (value - mean));
    }
    OptionalDouble deviation =
        values.length == 1
            ? OptionalDouble.empty()
            : OptionalDouble.of(Math.sqrt(squares.value() / (values.length - 1)));
    return new Summary(
        values.length,
        mean,
        deviation,
        Arrays.stream(values).min().orElseThrow(),
        Arrays.stream(values).max().orElseThrow());
  }
}
