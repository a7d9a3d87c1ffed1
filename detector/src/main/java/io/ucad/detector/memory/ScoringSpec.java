package io.ucad.detector.memory;

/**
 * How token distances become scores and decisions.
 *
 * @param reweightNeighbours bank neighbours, itself included, that weigh the image score (PatchCore
 *     Eq. 7); 0 for none. One would weigh every score with 0
 * @param sigma of the Gaussian over the anomaly map, pixels of the model input
 * @param falseAlarmRate of the NG threshold, on normal images
 * @param reviewRate of the lower REVIEW threshold, on normal images
 */
public record ScoringSpec(
    int reweightNeighbours, double sigma, double falseAlarmRate, double reviewRate) {
  public ScoringSpec {
    if (reweightNeighbours < 0 || reweightNeighbours == 1) {
      throw new IllegalArgumentException(
          "expected no neighbours or at least two, found " + reweightNeighbours);
    }
    if (!(sigma >= 0 && sigma < 1000)) {
      throw new IllegalArgumentException("expected a sigma of 0 to 1000, found " + sigma);
    }
    if (!(falseAlarmRate > 0 && falseAlarmRate <= reviewRate && reviewRate < 1)) {
      throw new IllegalArgumentException(
          "expected 0 < falseAlarmRate <= reviewRate < 1, found "
              + falseAlarmRate
              + " and "
              + reviewRate);
    }
  }

  /** The same scores, judged by other rates. */
  public ScoringSpec withRates(double newFalseAlarmRate, double newReviewRate) {
    return new ScoringSpec(reweightNeighbours, sigma, newFalseAlarmRate, newReviewRate);
  }
}
