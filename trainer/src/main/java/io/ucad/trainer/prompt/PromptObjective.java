package io.ucad.trainer.prompt;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import io.ucad.detector.scoring.KnowledgeBank;
import java.util.random.RandomGenerator;

/** A loss that prompts are learned with, from normal images only. */
interface PromptObjective {
  /**
   * Prepares a batch, once for every step.
   *
   * @param inputs planar [n, 3, h, w], normalised; may be drawn into
   * @param indices of the images in the training set
   */
  Step prepare(float[] inputs, int[] indices, RandomGenerator random);

  /** Whether {@link Step#loss} needs a bank of the currently prompted tokens. */
  boolean needsBank();

  /** Largest norm of a gradient; a longer one is scaled down to it. */
  double gradientClip();

  /** The loss of one prepared batch. */
  interface Step {
    /**
     * @param taps outputs of the blocks of the features, under the prompts
     * @param bank of the currently prompted tokens; empty if {@link #needsBank} is false
     * @return a scalar, differentiable
     */
    NDArray loss(NDList taps, java.util.Optional<KnowledgeBank> bank);
  }
}
