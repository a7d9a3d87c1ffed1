package io.ucad.detector.backbone;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;

/**
 * A frozen vision transformer. Blocks are counted from 0; a token sequence is the class token (if
 * any), the registers (if any), then the patches in row-major order.
 *
 * <p>Thread-safe. Results belong to the manager of the first argument; nothing else stays behind.
 * Owns its weights and frees them when closed; a call that is running then fails.
 */
public interface Backbone extends AutoCloseable {

  /** What this backbone is. */
  BackboneInfo info();

  /**
   * The outputs of some blocks, for inference: no gradient is recorded, whatever the thread's mode
   * and the prompts say. Blocks after the last tap are not run.
   *
   * @param images normalised images {@code [n, 3, h, w]}, float32; h and w are multiples of the
   *     patch size
   * @param prompts what is added to the blocks
   * @param taps block indices, strictly ascending, at least one
   * @return for each tap the output of that block before any final norm, {@code [n, tokens, dim]}
   * @throws IllegalArgumentException if a shape, a type or a tap does not fit; it says which
   */
  NDList forward(NDArray images, Prompts prompts, int... taps);

  /**
   * As {@link #forward}, but gradients flow to the prompts that require them if the calling thread
   * collects gradients. Weights never require a gradient.
   */
  NDList forwardTraining(NDArray images, Prompts prompts, int... taps);

  /**
   * Continues an inference from the output of a block, so that nothing is computed twice.
   *
   * @param hidden the output of block {@code after} as {@link #forward} returned it, {@code [n,
   *     tokens, dim]}; it is not changed
   * @param after the block that gave it; taps are later ones
   */
  NDList resume(NDArray hidden, int after, Prompts prompts, int... taps);

  /**
   * The class scores {@code [n, classes]} of the whole network with its final norm and head, for
   * checking a checkpoint against published values. Slow: the head is read from the file again,
   * because nothing else uses it.
   *
   * @throws BackboneException if the file has no head
   */
  NDArray logits(NDArray images);

  /**
   * The patches of an input size in pixels.
   *
   * @throws IllegalArgumentException if a side is no multiple of the patch size
   */
  default PatchGrid grid(int height, int width) {
    return info().shape().grid(height, width);
  }

  @Override
  void close();
}
