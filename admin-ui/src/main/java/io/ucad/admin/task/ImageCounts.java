package io.ucad.admin.task;

/**
 * How many images a task has.
 *
 * @param training good ones to learn from
 * @param testGood good ones to test on
 * @param testDefective ones with a defect to test on
 */
public record ImageCounts(long training, long testGood, long testDefective) {
  /** Fewer training images are refused by the trainer. */
  public static final int LEAST = 8;

  /** So many make thresholds trustworthy: a false-alarm rate of one in a hundred is seen. */
  public static final int ADVISED = 100;

  static final ImageCounts NONE = new ImageCounts(0, 0, 0);

  public long all() {
    return training + testGood + testDefective;
  }

  /** Whether there is enough to learn from. */
  public boolean learnable() {
    return training >= LEAST;
  }
}
