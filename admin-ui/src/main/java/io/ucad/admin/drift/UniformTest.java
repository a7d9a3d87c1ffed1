package io.ucad.admin.drift;

import java.util.Arrays;

/**
 * The one-sided Kolmogorov-Smirnov test of whether values are uniform on [0, 1], against smaller
 * ones. The p-values of normal images are uniform, or a little larger, which makes the test
 * cautious; when a product changes they get small.
 *
 * <p>The distribution is exact for every number of values: Z. W. Birnbaum and F. H. Tingey,
 * "One-sided confidence contours for probability distribution functions", Annals of Mathematical
 * Statistics 22 (1951), 592-596, equation (3.0).
 */
final class UniformTest {
  private UniformTest() {}

  /**
   * How far the empirical distribution is above the uniform one at most: D+ = max (i/n - x_(i)).
   *
   * @param values at least one, each from 0 to 1, in any order
   */
  static double statistic(double[] values) {
    if (values.length == 0) {
      throw new IllegalArgumentException("expected at least one value, found none");
    }
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    double most = 0;
    for (int i = 0; i < sorted.length; i++) {
      most = Math.max(most, (i + 1.0) / sorted.length - sorted[i]);
    }
    return most;
  }

  /**
   * Probability of a statistic at least so large if n values are uniform: d times the sum over j up
   * to n(1-d) of C(n,j) (1-d-j/n)^(n-j) (d+j/n)^(j-1). All terms are positive.
   */
  static double tail(int n, double d) {
    if (d <= 0) {
      return 1;
    }
    double sum = 0;
    double logChoose = 0;
    for (int j = 0; j < n && d + (double) j / n < 1; j++) {
      double share = d + (double) j / n;
      sum += Math.exp(logChoose + (n - j) * Math.log1p(-share) + (j - 1) * Math.log(share));
      logChoose += Math.log(n - j) - Math.log(j + 1.0);
    }
    return Math.min(1, d * sum);
  }
}
