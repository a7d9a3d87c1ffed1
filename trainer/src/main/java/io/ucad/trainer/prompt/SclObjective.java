package io.ucad.trainer.prompt;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import java.util.function.IntFunction;
import java.util.random.RandomGenerator;

/**
 * Structure-based contrastive learning (method section 3): tokens of one region attract, tokens of
 * different regions of one image repel. With z the L2-normalised tokens of the last block, S = z z'
 * / tau and M_ij = [label_i = label_j], L = mean(-M S + (1 - M) exp(S)).
 */
final class SclObjective implements PromptObjective {
  static final double TEMPERATURE = 0.5;
  private static final double CLIP = 1;

  private final int prefixTokens;
  private final IntFunction<int[]> labels;

  /**
   * @param labels region label of every token of a training image, by index
   */
  SclObjective(int prefixTokens, IntFunction<int[]> labels) {
    this.prefixTokens = prefixTokens;
    this.labels = labels;
  }

  @Override
  public Step prepare(float[] inputs, int[] indices, RandomGenerator random) {
    int[][] grids = new int[indices.length][];
    for (int i = 0; i < indices.length; i++) {
      grids[i] = labels.apply(indices[i]);
    }
    return (taps, bank) -> loss(taps.get(taps.size() - 1), grids);
  }

  private NDArray loss(NDArray lastBlock, int[][] grids) {
    NDArray tokens = lastBlock.get(new NDIndex(":, " + prefixTokens + ":, :"));
    return loss(tokens, same(tokens.getManager(), grids));
  }

  /**
   * @param tokens [n, patches, dim]
   * @param same M, [n, patches, patches]
   */
  static NDArray loss(NDArray tokens, NDArray same) {
    NDArray z = tokens.div(tokens.square().sum(new int[] {2}, true).sqrt().maximum(1e-12f));
    NDArray similarity = z.matMul(z.transpose(0, 2, 1)).div((float) TEMPERATURE);
    NDArray attract = similarity.mul(same);
    NDArray repel = similarity.exp().mul(same.neg().add(1f));
    return repel.sub(attract).mean();
  }

  /** M as 0 and 1, [n, patches, patches]. */
  static NDArray same(NDManager manager, int[][] grids) {
    int n = grids.length;
    int patches = grids[0].length;
    float[] values = new float[n * patches * patches];
    for (int i = 0; i < n; i++) {
      for (int a = 0; a < patches; a++) {
        for (int b = 0; b < patches; b++) {
          values[(i * patches + a) * patches + b] = grids[i][a] == grids[i][b] ? 1 : 0;
        }
      }
    }
    return manager.create(values, new Shape(n, patches, patches));
  }

  @Override
  public boolean needsBank() {
    return false;
  }

  @Override
  public double gradientClip() {
    return CLIP;
  }
}
