package io.ucad.admin.drift;

import java.time.Instant;

/** Takes in what inspections find, so that drift is noticed. */
public interface ScoreSink {
  /**
   * Keeps the result of an inspection in production.
   *
   * @param task that the image was taken for
   * @param version of the model that scored it
   * @param pValue share of normal images that score at least as high, 0 to 1
   * @param at when
   * @throws IllegalArgumentException if the p-value is none
   */
  void record(String task, int version, double pValue, Instant at);
}
