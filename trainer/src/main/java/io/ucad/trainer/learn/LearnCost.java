package io.ucad.trainer.learn;

import io.ucad.trainer.memory.MemoryBuilder;
import io.ucad.trainer.preset.Preset;
import io.ucad.trainer.prompt.PromptLearner;

/** What learning a task costs, in passes of the backbone, before it is done. */
public final class LearnCost {
  /** Pixels of an input on a side, for which a unit is one pass. */
  public static final int SIDE = 224;

  private LearnCost() {}

  /** Passes of one image of the preset's size; choosing a bank counts as some passes. */
  static double passes(Preset preset, int images) {
    return PromptLearner.cost(images, preset.prompts()) + MemoryBuilder.cost(images);
  }

  /**
   * Passes as if every input had {@link #SIDE} pixels on a side: a pass costs about as much as its
   * input has patches.
   *
   * @param preset as it is for a backbone, see {@link Preset#on}
   */
  public static double units(Preset preset, int images) {
    double side = (double) preset.features().size() / SIDE;
    return passes(preset, images) * side * side;
  }
}
