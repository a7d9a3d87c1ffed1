package io.ucad.detector.backbone;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;

/**
 * What is added to the first blocks of a frozen ViT; later blocks run plain. The second axis is 1
 * (the same prompt for every image) or n (a prompt per image, so that a batch may mix tasks). The
 * arrays are not owned, not changed and not named by the backbone.
 */
public sealed interface Prompts {
  /** No prompt: the plain network. */
  static Prompts none() {
    return new None();
  }

  /** The number of blocks, from block 0 on, that are prompted. */
  int blocks();

  /** No prompt. */
  record None() implements Prompts {
    @Override
    public int blocks() {
      return 0;
    }
  }

  /**
   * The paper's prompt, k_b = f_b(k_{b-1} + p_b): p_b is added to every patch token, not to the
   * class token or registers, at the input of block b.
   *
   * @param values {@code [blocks, 1 or n, dim]}, float32
   */
  record Additive(NDArray values) implements Prompts {
    public Additive {
      require(values, 3, "additive prompts", "[blocks, 1 or n, dim]");
    }

    @Override
    public int blocks() {
      return (int) values.getShape().get(0);
    }
  }

  /**
   * The public code's prompt, prefix tuning: additional key and value tokens in the attention of
   * each block, split over its heads.
   *
   * @param keys {@code [blocks, 1 or n, tokens, dim]}, float32
   * @param values of the same shape
   */
  record Prefix(NDArray keys, NDArray values) implements Prompts {
    public Prefix {
      require(keys, 4, "prefix keys", "[blocks, 1 or n, tokens, dim]");
      require(values, 4, "prefix values", "[blocks, 1 or n, tokens, dim]");
      if (!keys.getShape().equals(values.getShape())) {
        throw new IllegalArgumentException(
            "expected keys and values of one shape, found "
                + keys.getShape()
                + " and "
                + values.getShape());
      }
    }

    @Override
    public int blocks() {
      return (int) keys.getShape().get(0);
    }
  }

  /** Refuses prompts that do not fit a batch of n images on this network. */
  default void checkFits(VitShape shape, long n) {
    Shape found;
    if (this instanceof Additive additive) {
      found = additive.values().getShape();
    } else if (this instanceof Prefix prefix) {
      found = prefix.keys().getShape();
    } else {
      return;
    }
    long images = found.get(1);
    if (found.get(0) > shape.depth()
        || (images != 1 && images != n)
        || found.get(found.dimension() - 1) != shape.dim()) {
      throw new IllegalArgumentException(
          "expected prompts for at most "
              + shape.depth()
              + " blocks, 1 or "
              + n
              + " images and width "
              + shape.dim()
              + ", found "
              + found);
    }
  }

  private static void require(NDArray array, int rank, String what, String expected) {
    if (array.getShape().dimension() != rank || array.getDataType() != DataType.FLOAT32) {
      throw new IllegalArgumentException(
          "expected "
              + what
              + " "
              + expected
              + " in float32, found "
              + array.getShape()
              + " in "
              + array.getDataType());
    }
  }
}
