package io.ucad.benchmarks;

import io.ucad.detector.backbone.VitShape;

/** Floating-point operations of the matrix products of a ViT; nothing else is counted. */
final class VitCost {
  private VitCost() {}

  /**
   * @param blocks number of blocks that are run
   * @return giga-operations for one image of 224 x 224 pixels
   */
  static double gigaflop(VitShape shape, int blocks) {
    double patches = Math.pow(Math.floorDiv(224, shape.patch()), 2);
    double tokens = patches + shape.prefixTokens();
    double dim = shape.dim();
    double embed = patches * 3 * shape.patch() * shape.patch() * dim;
    double projections = tokens * (4 * dim * dim + 2 * dim * shape.mlp());
    double attention = 2 * tokens * tokens * dim;
    return 2 * (embed + blocks * (projections + attention)) / 1e9;
  }
}
