package io.ucad.detector.memory;

import java.util.Arrays;

/**
 * What held-out normal images of a task look like to its own memory: the ground on which thresholds
 * stand. No defect has been seen.
 *
 * @param scores image scores, ascending
 * @param peaks largest values of the anomaly maps, ascending
 * @param distances routing distances to the own keys, ascending
 */
@SuppressWarnings("ArrayRecordComponent") // numeric payload, never compared
public record Calibration(float[] scores, float[] peaks, float[] distances) {
  /**
   * How far an image of the task may lie beyond the farthest held-out normal one, as a share of the
   * way from there to the spread of the keys: defects move an image away from the keys, but less
   * than another product does.
   */
  static final float UNKNOWN_SHARE = 0.25f;

  public Calibration {
    scores = ascending(scores);
    peaks = ascending(peaks);
    distances = ascending(distances);
    if (scores.length != peaks.length || scores.length != distances.length) {
      throw new IllegalArgumentException(
          "expected one score, peak and distance an image, found "
              + scores.length
              + ", "
              + peaks.length
              + ", "
              + distances.length);
    }
  }

  /** Number of held-out images. */
  public int size() {
    return scores.length;
  }

  /** Conformal p-value: the share of normal images at least as anomalous, this one counted in. */
  public double pValue(float score) {
    int below = Arrays.binarySearch(scores, score);
    below = below < 0 ? -below - 1 : below;
    while (below > 0 && scores[below - 1] == score) {
      below--;
    }
    return (1.0 + scores.length - below) / (scores.length + 1.0);
  }

  /**
   * The score that a normal image exceeds with at most probability {@code rate}. With fewer than
   * {@code 1 / rate - 1} images no finite bound has that guarantee; then it is the largest score
   * seen, and {@link #attainableRate} tells the guarantee left.
   */
  public float threshold(double rate) {
    return quantile(scores, rate);
  }

  /**
   * The map value that the map of a normal image exceeds anywhere with at most probability {@code
   * rate}; the same holds of few images as of {@link #threshold}.
   */
  public float peakThreshold(double rate) {
    return quantile(peaks, rate);
  }

  /**
   * The place, from 1, that the threshold of a rate has among the ascending scores.
   *
   * @param rate between 0 and 1
   */
  public int place(double rate) {
    return place(scores.length, rate);
  }

  /** The smallest rate whose threshold is the score at a place, from 1. */
  public double rate(int place) {
    return 1 - place / (scores.length + 1.0);
  }

  /** The smallest false-alarm rate that this many images can guarantee. */
  public double attainableRate() {
    return 1.0 / (scores.length + 1);
  }

  /**
   * The routing distance beyond which an image is of no known product.
   *
   * @param spread root mean square distance between two key vectors of the task: how far apart
   *     tokens are that have nothing to do with each other
   */
  public float distanceLimit(float spread) {
    float farthest = distances[distances.length - 1];
    return farthest + UNKNOWN_SHARE * Math.max(0, spread - farthest);
  }

  private static float quantile(float[] ascending, double rate) {
    return ascending[place(ascending.length, rate) - 1];
  }

  private static int place(int n, double rate) {
    if (!(rate > 0 && rate < 1)) {
      throw new IllegalArgumentException(
          "expected a false-alarm rate between 0 and 1, found " + rate);
    }
    int rank = (int) Math.ceil((n + 1) * (1 - rate) - 1e-9);
    return Math.max(1, Math.min(rank, n));
  }

  private static float[] ascending(float[] values) {
    if (values.length == 0) {
      throw new IllegalArgumentException("expected at least one held-out image, found none");
    }
    float[] sorted = values.clone();
    Arrays.sort(sorted);
    for (float value : sorted) {
      if (!Float.isFinite(value)) {
        throw new IllegalArgumentException("expected finite calibration values, found " + value);
      }
    }
    return sorted;
  }
}
