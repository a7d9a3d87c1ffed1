package io.ucad.detector.scoring;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import io.ucad.detector.coreset.Bank;
import java.util.Arrays;

/** The knowledge of one task, ready to be asked for nearest neighbours. Immutable, thread-safe. */
public final class KnowledgeBank implements AutoCloseable {
  private final Bank bank;
  private final NDManager manager;
  private final NDArray vectors; // [size, dim]
  private final NDArray transposed; // [dim, size], a view
  private final NDArray squaredNorms; // [1, size]
  private final NDArray halfSquaredNorms; // [1, size]
  private final int reweightNeighbours;

  /**
   * @param reweightNeighbours bank neighbours, itself included, that weigh the image score
   *     (PatchCore Eq. 7), at most as many as there are; fewer than two leave it alone
   */
  public KnowledgeBank(NDManager parent, Bank bank, int reweightNeighbours) {
    this.bank = bank;
    this.reweightNeighbours = Math.min(reweightNeighbours, bank.size());
    this.manager = parent.newSubManager();
    try (NDManager scratch = manager.newSubManager()) {
      NDArray rows = scratch.create(bank.vectors(), new Shape(bank.size(), bank.dim()));
      // A copy: an array made from Java values borrows their memory, and a view of it would outlive
      // it.
      vectors = rows.duplicate();
      transposed = vectors.transpose();
      vectors.attach(manager);
      squaredNorms = rows.square().sum(new int[] {1}).reshape(1, bank.size());
      halfSquaredNorms = squaredNorms.mul(0.5f);
      transposed.attach(manager);
      squaredNorms.attach(manager);
      halfSquaredNorms.attach(manager);
    }
  }

  /**
   * Distances of tokens to every bank vector, as one matrix product. Differentiable.
   *
   * @param tokens [m, dim]
   * @return squared Euclidean distances [m, size], not negative
   */
  public NDArray squaredDistances(NDArray tokens) {
    NDArray product = tokens.mul(-2).matMul(transposed);
    NDArray own = tokens.square().sum(new int[] {1}, true);
    return product.addi(squaredNorms).addi(own).maximum(0f);
  }

  /**
   * Scores the tokens of a batch of images of this task. The nearest vector v of a token x is the
   * one with the largest x.v - |v|^2 / 2, one matrix product and one subtraction in place; its
   * distance is then computed from the difference, because the product cancels: a token that is a
   * bank vector would get up to 1e-3 of its length, depending on the batch.
   *
   * @param tokens [n, patches, dim]
   */
  public PatchScores[] score(NDArray tokens) {
    int n = (int) tokens.getShape().get(0);
    int patches = (int) tokens.getShape().get(1);
    try (NDManager scratch = tokens.getManager().newSubManager()) {
      NDArray flat = tokens.reshape((long) n * patches, bank.dim());
      flat.attach(scratch);
      NDArray nearness = flat.matMul(transposed).subi(halfSquaredNorms);
      NDArray where = nearness.argMax(1);
      NDArray nearestVectors = vectors.get(scratch, new NDIndex("{}", where));
      NDArray least = flat.sub(nearestVectors).square().sum(new int[] {1}).sqrt();
      float[] distance = least.toFloatArray();
      long[] nearest = where.toLongArray();
      PatchScores[] scores = new PatchScores[n];
      for (int i = 0; i < n; i++) {
        float[] own = Arrays.copyOfRange(distance, i * patches, (i + 1) * patches);
        int[] nearestOf = new int[patches];
        int worst = 0;
        for (int p = 0; p < patches; p++) {
          nearestOf[p] = (int) nearest[i * patches + p];
          if (own[p] > own[worst]) {
            worst = p;
          }
        }
        float weight =
            reweightNeighbours < 2
                ? 1
                : weight(
                    nearness.get((long) i * patches + worst).toFloatArray(),
                    own[worst],
                    nearestOf[worst]);
        scores[i] = new PatchScores(own, nearestOf, weight * own[worst]);
      }
      return scores;
    }
  }

  /**
   * w = 1 - exp(s) / sum over the bank neighbours m of the nearest vector of exp(|x - m|), from |x
   * - m|^2 = s^2 + 2 (nearness of the nearest - nearness of m).
   */
  private float weight(float[] nearness, float score, int nearest) {
    double sum = 0;
    for (int m : neighbours(nearest)) {
      double further = 2 * ((double) nearness[nearest] - nearness[m]);
      sum += Math.exp(Math.sqrt((double) score * score + Math.max(0, further)) - score);
    }
    return (float) (1 - 1 / sum);
  }

  /** The bank vectors nearest to a bank vector, itself first. */
  private int[] neighbours(int vector) {
    int size = bank.size();
    int dim = bank.dim();
    float[] all = bank.vectors();
    float[] distance = new float[size];
    for (int i = 0; i < size; i++) {
      float sum = 0;
      for (int d = 0; d < dim; d++) {
        float difference = all[i * dim + d] - all[vector * dim + d];
        sum += difference * difference;
      }
      distance[i] = sum;
    }
    int[] picks = new int[reweightNeighbours];
    for (int k = 0; k < picks.length; k++) {
      int best = -1;
      for (int i = 0; i < size; i++) {
        if (distance[i] >= 0 && (best < 0 || distance[i] < distance[best])) {
          best = i;
        }
      }
      picks[k] = best;
      distance[best] = -1;
    }
    return picks;
  }

  /** The vectors and their sources. */
  public Bank bank() {
    return bank;
  }

  @Override
  public void close() {
    manager.close();
  }
}
