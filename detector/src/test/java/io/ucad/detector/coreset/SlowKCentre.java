package io.ucad.detector.coreset;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Greedy k-centre as the paper says it, one point after another, in double precision. */
final class SlowKCentre {
  private SlowKCentre() {}

  static int[] select(float[][] points, int k, boolean @Nullable [] allowed, long seed) {
    List<Integer> open = new ArrayList<>();
    for (int i = 0; i < points.length; i++) {
      if (allowed == null || allowed[i]) {
        open.add(i);
      }
    }
    List<Integer> picks = new ArrayList<>();
    picks.add(start(points, open, seed));
    open.removeIf(picks::contains);
    while (picks.size() < k && !open.isEmpty()) {
      int farthest = open.get(0);
      for (int i : open) {
        if (toNearest(points, i, picks) > toNearest(points, farthest, picks)) {
          farthest = i;
        }
      }
      picks.add(farthest);
      open.removeIf(picks::contains);
    }
    return picks.stream().mapToInt(Integer::intValue).toArray();
  }

  private static int start(float[][] points, List<Integer> open, long seed) {
    var random = new SplittableRandom(seed);
    double[] sum = new double[points.length];
    for (int s = 0; s < 10; s++) {
      int centre = open.get(random.nextInt(open.size()));
      for (int i : open) {
        sum[i] += distance(points[i], points[centre]);
      }
    }
    int best = open.get(0);
    for (int i : open) {
      if (sum[i] > sum[best]) {
        best = i;
      }
    }
    return best;
  }

  static double toNearest(float[][] points, int point, List<Integer> picks) {
    double nearest = Double.POSITIVE_INFINITY;
    for (int pick : picks) {
      nearest = Math.min(nearest, distance(points[point], points[pick]));
    }
    return nearest;
  }

  static double distance(float[] a, float[] b) {
    double sum = 0;
    for (int d = 0; d < a.length; d++) {
      double difference = (double) a[d] - b[d];
      sum += difference * difference;
    }
    return Math.sqrt(sum);
  }
}
