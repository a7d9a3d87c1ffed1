package io.ucad.pretrain.train;

/**
 * The sizes of the network: those of ViT-Ti/16 with narrower perceptrons, without a class token and
 * without the blocks that no preset runs.
 *
 * @param patch pixels of a patch's side
 * @param dim width of a token
 * @param depth number of blocks
 * @param heads attention heads
 * @param mlp hidden width of a block's perceptron
 * @param grid side of the grid of position embeddings
 * @param middle the block, besides the last, whose output is trained for use
 */
public record Network(int patch, int dim, int depth, int heads, int mlp, int grid, int middle) {
  /** What is shipped. */
  public static final Network TINY = new Network(16, 192, 8, 3, 384, 14, 3);

  static final double EPSILON = 1e-6;

  int patchValues() {
    return 3 * patch * patch;
  }
}
