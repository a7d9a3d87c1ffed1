package io.ucad.evaluation;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/** Metrics straight from their definitions, quadratic and obvious. The oracle of the fast ones. */
final class SlowMetrics {
  private SlowMetrics() {}

  static double auroc(double[] scores, boolean[] labels) {
    double won = 0;
    double pairs = 0;
    for (int i = 0; i < scores.length; i++) {
      for (int j = 0; j < scores.length; j++) {
        if (labels[i] && !labels[j]) {
          pairs++;
          won += scores[i] > scores[j] ? 1 : scores[i] == scores[j] ? 0.5 : 0;
        }
      }
    }
    return won / pairs;
  }

  static double averagePrecision(double[] scores, boolean[] labels) {
    double sum = 0;
    double recallBefore = 0;
    for (double threshold : thresholds(scores)) {
      double recall = recall(scores, labels, threshold);
      sum += (recall - recallBefore) * precision(scores, labels, threshold);
      recallBefore = recall;
    }
    return sum;
  }

  static F1Max f1Max(double[] scores, boolean[] labels) {
    F1Max best = new F1Max(-1, 0, 0, 0);
    for (double threshold : thresholds(scores)) {
      double p = precision(scores, labels, threshold);
      double r = recall(scores, labels, threshold);
      double f1 = p + r == 0 ? 0 : 2 * p * r / (p + r);
      if (f1 > best.value() + 1e-12) {
        best = new F1Max(f1, threshold, p, r);
      }
    }
    return best;
  }

  static double precision(double[] scores, boolean[] labels, double threshold) {
    double called = 0;
    double right = 0;
    for (int i = 0; i < scores.length; i++) {
      if (scores[i] >= threshold) {
        called++;
        right += labels[i] ? 1 : 0;
      }
    }
    return right / called;
  }

  static double recall(double[] scores, boolean[] labels, double threshold) {
    return shareAtLeast(scores, labels, true, threshold);
  }

  static double falsePositiveRate(double[] scores, boolean[] labels, double threshold) {
    return shareAtLeast(scores, labels, false, threshold);
  }

  private static double shareAtLeast(
      double[] scores, boolean[] labels, boolean label, double threshold) {
    double all = 0;
    double hit = 0;
    for (int i = 0; i < scores.length; i++) {
      if (labels[i] == label) {
        all++;
        hit += scores[i] >= threshold ? 1 : 0;
      }
    }
    return hit / all;
  }

  /** Descending distinct scores. */
  static Iterable<Double> thresholds(double[] scores) {
    TreeSet<Double> distinct = new TreeSet<>();
    for (double score : scores) {
      distinct.add(score + 0.0);
    }
    return distinct.descendingSet();
  }

  static double aupro(Maps maps, double limit) {
    double[] scores = maps.scores();
    boolean[] labels = maps.labels();
    List<double[]> curve = new ArrayList<>();
    curve.add(new double[] {0, 0});
    for (double threshold : thresholds(scores)) {
      curve.add(
          new double[] {
            falsePositiveRate(scores, labels, threshold), regionOverlap(maps, threshold)
          });
    }
    double area = 0;
    for (int i = 1; i < curve.size(); i++) {
      double x0 = curve.get(i - 1)[0];
      double y0 = curve.get(i - 1)[1];
      double x1 = curve.get(i)[0];
      double y1 = curve.get(i)[1];
      if (x0 >= limit) {
        break;
      }
      if (x1 > limit) {
        y1 = y0 + (limit - x0) / (x1 - x0) * (y1 - y0);
        x1 = limit;
      }
      area += (x1 - x0) * (y0 + y1) / 2;
    }
    return area / limit;
  }

  static double regionOverlap(Maps maps, double threshold) {
    double sum = 0;
    int regions = 0;
    for (int image = 0; image < maps.maps().size(); image++) {
      float[] map = maps.maps().get(image);
      int[] labels = components(maps.masks().get(image), maps.width(), maps.height());
      int last = max(labels);
      for (int label = 1; label <= last; label++) {
        double area = 0;
        double hit = 0;
        for (int i = 0; i < map.length; i++) {
          if (labels[i] == label) {
            area++;
            hit += map[i] >= threshold ? 1 : 0;
          }
        }
        sum += hit / area;
        regions++;
      }
    }
    return sum / regions;
  }

  /** Every pixel takes the smallest number among its neighbours until nothing changes. */
  static int[] components(boolean[] mask, int width, int height) {
    int[] id = new int[mask.length];
    for (int i = 0; i < id.length; i++) {
      id[i] = mask[i] ? i + 1 : 0;
    }
    boolean changed = true;
    while (changed) {
      changed = false;
      for (int i = 0; i < id.length; i++) {
        for (int j = 0; j < id.length; j++) {
          boolean touch =
              Math.abs(i % width - j % width) <= 1 && Math.abs(i / width - j / width) <= 1;
          if (touch && id[j] != 0 && id[j] < id[i]) {
            id[i] = id[j];
            changed = true;
          }
        }
      }
    }
    TreeSet<Integer> distinct = new TreeSet<>();
    for (int value : id) {
      distinct.add(value);
    }
    distinct.remove(0);
    for (int i = 0; i < id.length; i++) {
      id[i] = id[i] == 0 ? 0 : distinct.headSet(id[i], true).size();
    }
    return id;
  }

  static int max(int[] values) {
    int max = 0;
    for (int value : values) {
      max = Math.max(max, value);
    }
    return max;
  }
}
