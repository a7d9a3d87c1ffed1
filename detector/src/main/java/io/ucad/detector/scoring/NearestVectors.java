package io.ucad.detector.scoring;

import io.ucad.detector.coreset.Bank;
import io.ucad.detector.host.Host;
import java.nio.FloatBuffer;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/**
 * The nearest bank vector of every token, exactly: the distance to the vector of the best bound is
 * computed, then that to every vector whose bound says that it might be nearer. Distances are those
 * of differences, because products cancel: a token that is a bank vector would get up to 1e-3 of
 * its length, depending on the batch. Equal distances go to the lower index, so the answer does not
 * depend on the bounds.
 */
final class NearestVectors {
  private static final int TOKENS_PER_STEP = 49;

  private final Bank bank;
  private final float[] tokens; // [m, dim]
  private final int[] nearest;
  private final float[] squared;

  NearestVectors(Bank bank, float[] tokens) {
    this.bank = bank;
    this.tokens = tokens;
    this.nearest = new int[tokens.length / bank.dim()];
    this.squared = new float[nearest.length];
  }

  /**
   * @param mostDistances to compute
   * @return whether all were found: false if the bounds were too loose for that many distances
   */
  boolean find(Nearness nearness, long mostDistances) {
    FloatBuffer bounds = Host.values(nearness.bounds());
    var left = new AtomicLong(mostDistances);
    int steps = (nearest.length + TOKENS_PER_STEP - 1) / TOKENS_PER_STEP;
    IntStream.range(0, steps)
        .parallel()
        .forEach(
            step -> {
              float[] row = new float[bank.size()];
              int first = step * TOKENS_PER_STEP;
              int end = Math.min(nearest.length, first + TOKENS_PER_STEP);
              for (int t = first; t < end && left.get() >= 0; t++) {
                bounds.get(t * row.length, row);
                double own = nearness.own()[t];
                left.addAndGet(-search(t, row, own / 2 - nearness.slack().of(own)));
              }
            });
    return left.get() >= 0;
  }

  /** Index of the nearest vector of every token. */
  int[] nearest() {
    return nearest;
  }

  /** Squared distance to it. */
  float[] squared() {
    return squared;
  }

  /**
   * A vector may be at a squared distance of at most s only if its bound is at least base - s / 2.
   *
   * @return distances computed
   */
  private int search(int t, float[] bounds, double base) {
    int best = first(bounds, largest(bounds));
    float least = distance(t, best);
    float needed = (float) (base - least / 2);
    int computed = 1;
    for (int v = 0; v < bounds.length; v++) {
      if (bounds[v] >= needed) {
        float distance = distance(t, v);
        computed++;
        if (distance < least || (distance == least && v < best)) {
          least = distance;
          best = v;
          needed = (float) (base - least / 2);
        }
      }
    }
    nearest[t] = best;
    squared[t] = least;
    return computed;
  }

  private float distance(int t, int v) {
    int dim = bank.dim();
    return Squared.distance(tokens, t * dim, bank.vectors(), v * dim, dim);
  }

  private static float largest(float[] values) {
    float largest = values[0];
    for (int i = 0; i < values.length; i++) {
      largest = Math.max(largest, values[i]);
    }
    return largest;
  }

  /** The first index of a value; 0 if it is not there, as if it is not a number. */
  private static int first(float[] values, float value) {
    for (int i = 0; i < values.length; i++) {
      if (values[i] == value) {
        return i;
      }
    }
    return 0;
  }
}
