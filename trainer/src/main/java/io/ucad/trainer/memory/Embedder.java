package io.ucad.trainer.memory;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.ucad.detector.backbone.Backbone;
import io.ucad.detector.backbone.Prompts;
import io.ucad.detector.features.FeatureSpec;
import io.ucad.detector.features.Tokens;
import io.ucad.detector.image.Preprocessing;

/**
 * Images to tokens, as the features of a task ask for.
 *
 * @param backbone the frozen ViT
 * @param features what is made of its outputs
 */
public record Embedder(Backbone backbone, FeatureSpec features) {
  /** Images a pass. */
  public static final int BATCH = 8;

  /**
   * @param inputs planar [3, h, w] each, normalised
   * @return [n, patches, width], owned by {@code manager}
   */
  public NDArray tokens(NDManager manager, float[][] inputs, Prompts prompts) {
    return Tokens.of(
        backbone.forward(batch(manager, inputs), prompts, features.taps()),
        backbone.info().shape().prefixTokens(),
        features);
  }

  /** The images as one array [n, 3, h, w], owned by {@code manager}. */
  public NDArray batch(NDManager manager, float[][] inputs) {
    Preprocessing input = features.preprocessing();
    float[] flat = flat(inputs);
    return manager.create(flat, new Shape(inputs.length, 3, input.height(), input.width()));
  }

  /** Rows of the same length, one after another. */
  public static float[] flat(float[][] rows) {
    float[] out = new float[rows.length * rows[0].length];
    for (int i = 0; i < rows.length; i++) {
      System.arraycopy(rows[i], 0, out, i * rows[0].length, rows[0].length);
    }
    return out;
  }
}
