package io.ucad.trainer.sample;

/** A kind of defect. */
interface Defect {
  /** Name of its folders under {@code test} and {@code ground_truth}. */
  String kind();

  /**
   * Spoils a good part.
   *
   * @param strength how easily it is seen, from 0 (hardly) to 1 (at a glance)
   */
  void spoil(Scene scene, RandomStream random, double strength);
}
