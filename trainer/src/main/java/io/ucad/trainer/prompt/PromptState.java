package io.ucad.trainer.prompt;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.ucad.detector.backbone.Prompts;
import io.ucad.detector.memory.PromptValues;
import io.ucad.trainer.preset.Preset;
import java.util.SplittableRandom;

/**
 * The parameters that are learned, as one flat vector; everything else is frozen.
 *
 * @param kind where the prompts enter
 * @param blocks that are prompted
 * @param dim width of the ViT
 * @param values additive: [blocks, dim]; prefix: keys [blocks, 1, dim], then values likewise
 */
@SuppressWarnings("ArrayRecordComponent") // numeric payload, never compared
record PromptState(Preset.PromptKind kind, int blocks, int dim, float[] values) {
  /** Scale of a random prefix: a zero one would never learn, its key and value stop each other. */
  private static final double PREFIX_SCALE = 0.02;

  /** Additive prompts start at zero, which is the plain ViT. */
  static PromptState initial(Preset.PromptKind kind, int blocks, int dim, long seed) {
    if (kind == Preset.PromptKind.ADDITIVE) {
      return new PromptState(kind, blocks, dim, new float[blocks * dim]);
    }
    float[] values = new float[2 * blocks * dim];
    var random = new SplittableRandom(seed);
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (random.nextGaussian() * PREFIX_SCALE);
    }
    return new PromptState(kind, blocks, dim, values);
  }

  PromptState copy() {
    return new PromptState(kind, blocks, dim, values.clone());
  }

  /** The parameters as one array to differentiate by. */
  NDArray parameters(NDManager manager) {
    return manager.create(values, new Shape(values.length));
  }

  /** Prompts for a pass without gradients. */
  Prompts prompts(NDManager manager) {
    return prompts(parameters(manager));
  }

  /** Prompts that depend on {@code parameters}. */
  Prompts prompts(NDArray parameters) {
    if (kind == Preset.PromptKind.ADDITIVE) {
      return new Prompts.Additive(parameters.reshape(blocks, 1, dim));
    }
    NDArray both = parameters.reshape(2, blocks, 1, 1, dim);
    return new Prompts.Prefix(both.get(0), both.get(1));
  }

  /** What is stored with the task. */
  PromptValues stored() {
    if (kind == Preset.PromptKind.ADDITIVE) {
      return new PromptValues.Additive(blocks, dim, values.clone());
    }
    int half = values.length / 2;
    return new PromptValues.Prefix(
        blocks,
        1,
        dim,
        java.util.Arrays.copyOf(values, half),
        java.util.Arrays.copyOfRange(values, half, values.length));
  }
}
