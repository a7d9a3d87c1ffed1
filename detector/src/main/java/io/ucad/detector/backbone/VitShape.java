package io.ucad.detector.backbone;

/**
 * The sizes of a vision transformer.
 *
 * @param patch pixels of a patch's side
 * @param dim width of a token
 * @param depth number of blocks
 * @param heads attention heads per block; they divide {@code dim}
 * @param mlp hidden width of a block's perceptron
 * @param classToken whether the sequence begins with a class token
 * @param registers register tokens after the class token
 * @param layerScale whether each residual branch has a gain per channel (DINOv2)
 * @param preNorm whether tokens are normalised before the first block (CLIP)
 * @param positions the grid that the position embedding was learned for
 * @param prefixPositions whether the class token and registers have position embeddings of their
 *     own
 * @param epsilon of every layer norm
 */
public record VitShape(
    int patch,
    int dim,
    int depth,
    int heads,
    int mlp,
    boolean classToken,
    int registers,
    boolean layerScale,
    boolean preNorm,
    PatchGrid positions,
    boolean prefixPositions,
    double epsilon) {
  public VitShape {
    if (patch < 1 || dim < 1 || depth < 1 || mlp < 1 || registers < 0) {
      throw new IllegalArgumentException(
          "expected positive sizes, found patch "
              + patch
              + ", dim "
              + dim
              + ", depth "
              + depth
              + ", mlp "
              + mlp
              + ", registers "
              + registers);
    }
    if (heads < 1 || dim % heads != 0) {
      throw new IllegalArgumentException(
          "expected heads that divide the width " + dim + ", found " + heads);
    }
    if (!(epsilon > 0 && epsilon < 1)) {
      throw new IllegalArgumentException("expected a layer norm epsilon in 0..1, found " + epsilon);
    }
  }

  /** Tokens before the patches. */
  public int prefixTokens() {
    return (classToken ? 1 : 0) + registers;
  }

  /** Width of one attention head. */
  public int headDim() {
    return dim / heads;
  }

  /** The patches of an input of this many pixels. */
  public PatchGrid grid(int height, int width) {
    if (height < patch || width < patch || height % patch != 0 || width % patch != 0) {
      throw new IllegalArgumentException(
          "expected sides that are multiples of the patch of "
              + patch
              + " pixels, found "
              + height
              + " x "
              + width);
    }
    return new PatchGrid(height / patch, width / patch);
  }
}
