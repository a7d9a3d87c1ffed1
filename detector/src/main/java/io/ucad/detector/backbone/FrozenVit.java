package io.ucad.detector.backbone;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.file.Path;
import java.util.Arrays;

/**
 * What both implementations share: the checks of arguments, and the classifier that only checking
 * needs.
 */
abstract class FrozenVit implements Backbone {
  final VitShape shape;
  private final BackboneInfo info;
  private final Path file;

  FrozenVit(BackboneInfo info, Path file) {
    this.info = info;
    this.shape = info.shape();
    this.file = file;
  }

  /**
   * Runs blocks {@code first} to the last tap.
   *
   * @param input images if {@code first} is 0, otherwise the output of the block before; checked
   * @return the taps, attached to the manager of the input
   */
  abstract NDList run(NDArray input, int first, Prompts prompts, int[] taps, boolean training);

  @Override
  public final BackboneInfo info() {
    return info;
  }

  @Override
  public final NDList forward(NDArray images, Prompts prompts, int... taps) {
    checkImages(images);
    check(images, prompts, 0, taps);
    return run(images, 0, prompts, taps, false);
  }

  @Override
  public final NDList forwardTraining(NDArray images, Prompts prompts, int... taps) {
    checkImages(images);
    check(images, prompts, 0, taps);
    return run(images, 0, prompts, taps, true);
  }

  @Override
  public final NDList resume(NDArray hidden, int after, Prompts prompts, int... taps) {
    if (after < 0 || after >= shape.depth()) {
      throw new IllegalArgumentException(
          "expected a block of 0 to " + (shape.depth() - 1) + ", found " + after);
    }
    Shape found = hidden.getShape();
    if (found.dimension() != 3
        || found.get(0) < 1
        || found.get(1) <= shape.prefixTokens()
        || found.get(2) != shape.dim()
        || hidden.getDataType() != DataType.FLOAT32) {
      throw new IllegalArgumentException(
          "expected a block's output [n, tokens, "
              + shape.dim()
              + "] in float32, found "
              + found
              + " in "
              + hidden.getDataType());
    }
    check(hidden, prompts, after + 1, taps);
    return run(hidden, after + 1, prompts, taps, false);
  }

  @Override
  public final NDArray logits(NDArray images) {
    try (NDManager scratch = images.getManager().newSubManager()) {
      NDArray hidden = forward(images, Prompts.none(), shape.depth() - 1).get(0);
      hidden.attach(scratch);
      NDArray scores = Classifier.scores(hidden, file, shape);
      scores.attach(images.getManager());
      return scores;
    }
  }

  private void checkImages(NDArray images) {
    Shape found = images.getShape();
    if (found.dimension() != 4
        || found.get(0) < 1
        || found.get(1) != 3
        || images.getDataType() != DataType.FLOAT32) {
      throw new IllegalArgumentException(
          "expected images [n, 3, h, w] in float32, found "
              + found
              + " in "
              + images.getDataType());
    }
    shape.grid(Math.toIntExact(found.get(2)), Math.toIntExact(found.get(3)));
  }

  private void check(NDArray input, Prompts prompts, int first, int[] taps) {
    boolean fits = taps.length > 0 && taps[0] >= first && taps[taps.length - 1] < shape.depth();
    for (int i = 1; i < taps.length; i++) {
      fits &= taps[i] > taps[i - 1];
    }
    if (!fits) {
      throw new IllegalArgumentException(
          "expected ascending taps of "
              + first
              + " to "
              + (shape.depth() - 1)
              + ", found "
              + Arrays.toString(taps));
    }
    prompts.checkFits(shape, input.getShape().get(0));
  }
}
