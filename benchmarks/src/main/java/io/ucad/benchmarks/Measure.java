package io.ucad.benchmarks;

import java.util.Arrays;

/** Median times of tasks that are run in turn. */
final class Measure {
  private Measure() {}

  /**
   * Runs all of them in turn, again and again.
   *
   * @return median milliseconds of each
   */
  static double[] inTurn(int warmUps, int runs, Runnable... tasks) {
    double[][] times = new double[tasks.length][runs];
    for (int run = -warmUps; run < runs; run++) {
      for (int t = 0; t < tasks.length; t++) {
        long start = System.nanoTime();
        tasks[t].run();
        if (run >= 0) {
          times[t][run] = (System.nanoTime() - start) / 1e6;
        }
      }
    }
    return Arrays.stream(times).mapToDouble(Measure::median).toArray();
  }

  static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }
}
