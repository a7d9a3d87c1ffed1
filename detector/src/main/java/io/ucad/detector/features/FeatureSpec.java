package io.ucad.detector.features;

import io.ucad.detector.image.Preprocessing;
import java.util.List;

/**
 * How the tokens of an image are made: everything that must be the same when a bank is filled and
 * when it is asked.
 *
 * @param preprocessing how an image becomes the input of the ViT
 * @param blocks the 0-based blocks whose patch tokens are concatenated, ascending
 * @param normalised whether every block's token is L2-normalised first; the concatenation is then
 *     divided by the square root of the number of blocks, so tokens keep unit length
 * @param pooledWidth width to which tokens are pooled by adaptive averages (the paper's 1024); 0
 *     leaves them alone
 */
public record FeatureSpec(
    Preprocessing preprocessing, List<Integer> blocks, boolean normalised, int pooledWidth) {
  public FeatureSpec {
    blocks = List.copyOf(blocks);
    if (blocks.isEmpty() || blocks.get(0) < 0) {
      throw new IllegalArgumentException("expected at least one block from 0 on, found " + blocks);
    }
    for (int i = 1; i < blocks.size(); i++) {
      if (blocks.get(i) <= blocks.get(i - 1)) {
        throw new IllegalArgumentException("expected ascending blocks, found " + blocks);
      }
    }
    if (pooledWidth < 0) {
      throw new IllegalArgumentException("expected a width of 0 or more, found " + pooledWidth);
    }
  }

  /** The taps to ask the backbone for. */
  public int[] taps() {
    return blocks.stream().mapToInt(Integer::intValue).toArray();
  }

  /** The last block that is run. */
  public int lastBlock() {
    return blocks.get(blocks.size() - 1);
  }

  /** Width of a token on a backbone of width {@code dim}. */
  public int width(int dim) {
    return pooledWidth > 0 ? pooledWidth : dim * blocks.size();
  }
}
