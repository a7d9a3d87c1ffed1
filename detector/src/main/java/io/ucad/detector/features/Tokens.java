package io.ucad.detector.features;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;

/** Makes the tokens that a {@link FeatureSpec} asks for out of raw block outputs. */
public final class Tokens {
  private static final float EPSILON = 1e-12f;

  private Tokens() {}

  /**
   * Differentiable.
   *
   * @param taps outputs of the blocks of {@code spec}, each [n, prefixTokens + patches, dim]
   * @param prefixTokens class and register tokens, which are dropped
   * @return [n, patches, width], attached to the manager of the first tap
   */
  public static NDArray of(NDList taps, int prefixTokens, FeatureSpec spec) {
    if (taps.size() != spec.blocks().size()) {
      throw new IllegalArgumentException(
          "expected the outputs of " + spec.blocks().size() + " blocks, found " + taps.size());
    }
    NDIndex patches = new NDIndex(":, " + prefixTokens + ":, :");
    NDList tokens = new NDList(taps.size());
    for (NDArray tap : taps) {
      NDArray patch = tap.get(patches);
      tokens.add(spec.normalised() ? normalised(patch) : patch);
    }
    NDArray joined =
        tokens.size() == 1 ? tokens.singletonOrThrow() : tokens.get(0).concat(tokens.get(1), -1);
    for (int i = 2; i < tokens.size(); i++) {
      joined = joined.concat(tokens.get(i), -1);
    }
    if (spec.normalised() && tokens.size() > 1) {
      joined = joined.mul((float) (1 / Math.sqrt(tokens.size())));
    }
    return spec.pooledWidth() > 0 ? pooled(joined, spec.pooledWidth()) : joined;
  }

  /**
   * The outputs that {@code spec} needs out of those of one pass.
   *
   * @param taps blocks of {@code outputs}, ascending; they hold all blocks of {@code spec}
   */
  public static NDList select(NDList outputs, int[] taps, FeatureSpec spec) {
    NDList selected = new NDList(spec.blocks().size());
    for (int block : spec.blocks()) {
      selected.add(outputs.get(Arrays.binarySearch(taps, block)));
    }
    return selected;
  }

  private static NDArray normalised(NDArray tokens) {
    NDArray length = tokens.square().sum(new int[] {-1}, true).sqrt().maximum(EPSILON);
    return tokens.div(length);
  }

  /** Adaptive average pooling of the last axis, as one product with an averaging matrix. */
  private static NDArray pooled(NDArray tokens, int width) {
    int dim = (int) tokens.getShape().get(2);
    float[] averages = new float[dim * width];
    for (int j = 0; j < width; j++) {
      int from = (int) ((long) j * dim / width);
      int to = (int) (((long) (j + 1) * dim + width - 1) / width);
      for (int i = from; i < to; i++) {
        averages[i * width + j] = 1f / (to - from);
      }
    }
    return tokens.matMul(tokens.getManager().create(averages, new Shape(dim, width)));
  }
}
