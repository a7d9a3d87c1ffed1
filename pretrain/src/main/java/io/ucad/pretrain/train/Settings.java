package io.ucad.pretrain.train;

/**
 * What decides the result of a training run, all of it.
 *
 * @param seed of drawings, initial weights and order
 * @param steps of the optimiser
 * @param scenes of a step at the small input size
 * @param classes of textures
 * @param rate peak learning rate
 * @param decay weight decay
 * @param end share of the steps, the last ones, in which the rate falls to nothing, at the size of
 *     the detector's input
 * @param texture weight of the loss of that name
 * @param look weight of the loss of that name
 * @param rank weight of the loss of that name
 * @param brain whether matrix products run in bfloat16
 */
public record Settings(
    long seed,
    int steps,
    int scenes,
    int classes,
    double rate,
    double decay,
    double end,
    double texture,
    double look,
    double rank,
    boolean brain) {
  static final int WARM_UP = 100;

  public Settings {
    if (steps < 1 || scenes < 4 || scenes % 4 != 0 || classes < 2) {
      throw new IllegalArgumentException(
          "expected at least one step, a multiple of 4 scenes and at least 2 classes, found %d, %d, %d"
              .formatted(steps, scenes, classes));
    }
    if (!(rate > 0) || !(decay >= 0) || !(end > 0 && end <= 1)) {
      throw new IllegalArgumentException(
          "expected a positive rate, a decay of 0 or more and a share above 0 up to 1, found %s, %s, %s"
              .formatted(rate, decay, end));
    }
  }

  /** Linear warm-up, a plateau, then linearly down to nothing. */
  double rateAt(int step) {
    double up = Math.min(1, (step + 1.0) / WARM_UP);
    double down = Math.min(1, (double) (steps - step) / (steps - endsFrom()));
    return rate * up * down;
  }

  /** The first of the steps at the end; before it nothing depends on how many steps there are. */
  int endsFrom() {
    return Math.min(steps - 1, (int) Math.round(steps * (1 - end)));
  }

  /**
   * What a checkpoint before the end depends on: neither the number of steps nor the share of the
   * end.
   */
  Settings beforeTheEnd() {
    return new Settings(seed, 1, scenes, classes, rate, decay, 1, texture, look, rank, brain);
  }
}
