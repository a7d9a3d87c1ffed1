package io.ucad.detector.scoring;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.ucad.detector.coreset.Bank;
import io.ucad.detector.host.Host;
import java.util.Arrays;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** The knowledge of one task, ready to be asked for nearest neighbours. Immutable, thread-safe. */
public final class KnowledgeBank implements AutoCloseable {
  /** Distances of a token after which the whole product is cheaper. */
  private static final int MOST_COMPUTED = 80;

  private final Bank bank;
  private final NDManager manager;
  private final boolean onDevice;
  private final NDArray vectors; // [size, dim]
  private final NDArray transposed; // [dim, size]
  private final NDArray squaredNorms; // [1, size]
  private final NDArray halfSquaredNorms; // [1, size]
  private final int reweightNeighbours;
  private final double largestSquared;
  private final boolean worthSketching;
  private final Object lock = new Object();
  private volatile @Nullable Sketch sketch;

  /**
   * @param reweightNeighbours bank neighbours, itself included, that weigh the image score
   *     (PatchCore Eq. 7), at most as many as there are; fewer than two leave it alone
   */
  public KnowledgeBank(NDManager parent, Bank bank, int reweightNeighbours) {
    this(parent, bank, reweightNeighbours, parent.getDevice().isGpu());
  }

  /**
   * @param onDevice whether tokens stay where they are, see {@link NearestOnDevice}
   */
  KnowledgeBank(NDManager parent, Bank bank, int reweightNeighbours, boolean onDevice) {
    this.bank = bank;
    this.onDevice = onDevice;
    this.reweightNeighbours = Math.min(reweightNeighbours, bank.size());
    this.manager = parent.newSubManager();
    try (NDManager scratch = manager.newSubManager()) {
      vectors = Host.array(manager, bank.vectors(), new Shape(bank.size(), bank.dim()));
      transposed = vectors.transpose();
      NDArray squares = vectors.square();
      squares.attach(scratch);
      squaredNorms = squares.sum(new int[] {1}).reshape(1, bank.size());
      halfSquaredNorms = squaredNorms.mul(0.5f);
      transposed.attach(manager);
      squaredNorms.attach(manager);
      halfSquaredNorms.attach(manager);
      largestSquared = squaredNorms.max().getFloat();
    }
    worthSketching = bank.dim() >= 3 * Sketch.DIRECTIONS && bank.size() >= 5 * Sketch.DIRECTIONS;
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
   * Scores the tokens of a batch of images of this task.
   *
   * @param tokens [n, patches, dim]
   */
  public PatchScores[] score(NDArray tokens) {
    int patches = (int) tokens.getShape().get(1);
    if (onDevice) {
      try (NDManager scratch = tokens.getManager().newSubManager()) {
        NDArray flat = tokens.reshape(-1, bank.dim());
        flat.attach(scratch);
        var found = NearestOnDevice.find(scratch, flat, vectors, transposed, halfSquaredNorms);
        return score(patches, found.nearest(), found.squared(), t -> row(scratch, flat, t));
      }
    }
    float[] values = tokens.toFloatArray();
    NearestVectors found = nearest(tokens, values);
    int dim = bank.dim();
    return score(
        patches,
        found.nearest(),
        found.squared(),
        t -> Arrays.copyOfRange(values, t * dim, (t + 1) * dim));
  }

  private static float[] row(NDManager scratch, NDArray flat, int token) {
    NDArray row = flat.get(token);
    row.attach(scratch);
    return row.toFloatArray();
  }

  /**
   * @param nearest index of the nearest vector of every token of all images
   * @param token gives the values of one
   */
  private PatchScores[] score(
      int patches, int[] nearest, float[] squared, IntFunction<float[]> token) {
    PatchScores[] scores = new PatchScores[nearest.length / patches];
    for (int i = 0; i < scores.length; i++) {
      float[] distance = new float[patches];
      int worst = 0;
      for (int p = 0; p < patches; p++) {
        distance[p] = (float) Math.sqrt(squared[i * patches + p]);
        if (distance[p] > distance[worst]) {
          worst = p;
        }
      }
      int at = i * patches + worst;
      float weight =
          reweightNeighbours < 2 ? 1 : weight(token.apply(at), distance[worst], nearest[at]);
      scores[i] =
          new PatchScores(
              distance,
              Arrays.copyOfRange(nearest, i * patches, (i + 1) * patches),
              weight * distance[worst]);
    }
    return scores;
  }

  private NearestVectors nearest(NDArray tokens, float[] values) {
    var found = new NearestVectors(bank, values);
    long rows = values.length / bank.dim();
    Sketch narrow = sketch();
    try (NDManager scratch = tokens.getManager().newSubManager()) {
      NDArray flat = tokens.reshape(rows, bank.dim());
      flat.attach(scratch);
      if (narrow == null
          || !found.find(narrow.nearness(scratch, flat, values), MOST_COMPUTED * rows)) {
        found.find(nearness(scratch, flat, values), Long.MAX_VALUE);
      }
    }
    return found;
  }

  /** x.v - |v|^2 / 2 of all pairs: one matrix product and one subtraction in place. */
  private Nearness nearness(NDManager scratch, NDArray flat, float[] values) {
    int dim = bank.dim();
    NDArray product = flat.matMul(transposed).subi(halfSquaredNorms);
    product.attach(scratch);
    float[] own = new float[values.length / dim];
    float[] origin = new float[dim];
    for (int t = 0; t < own.length; t++) {
      own[t] = Squared.distance(values, t * dim, origin, 0, dim);
    }
    return new Nearness(product, own, x -> Nearness.ROUNDING * (x + largestSquared));
  }

  /** Made when it is first needed, because of a thousand tasks only a few are asked at a time. */
  private @Nullable Sketch sketch() {
    if (!worthSketching) {
      return null;
    }
    Sketch made = sketch;
    if (made == null) {
      synchronized (lock) {
        made = sketch;
        if (made == null) {
          made = new Sketch(manager, bank);
          sketch = made;
        }
      }
    }
    return made;
  }

  /** w = 1 - exp(s) / sum over the bank neighbours m of the nearest vector of exp(|x - m|). */
  private float weight(float[] token, float score, int nearest) {
    int dim = bank.dim();
    double sum = 0;
    for (int m : neighbours(nearest)) {
      float squared = Squared.distance(token, 0, bank.vectors(), m * dim, dim);
      sum += Math.exp(Math.sqrt(squared) - score);
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
      distance[i] = Squared.distance(all, i * dim, all, vector * dim, dim);
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
