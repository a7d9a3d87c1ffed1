package io.ucad.detector.coreset;

import java.util.Arrays;
import java.util.function.IntPredicate;

/**
 * Takes the tokens of image after image and gives banks chosen from them. While the tokens fit into
 * the capacity the choice is exact greedy k-centre on all of them; beyond it the pool is reduced to
 * a k-centre subset each time it fills up (a composable coreset), so memory is bounded by the
 * capacity whatever the number of images. Then every token added lies no farther from the pool than
 * the covering radii of the reductions so far add up to.
 *
 * <p>Not thread-safe.
 */
public final class TokenPool {
  /** Tokens held at most, by default. */
  public static final int CAPACITY = 1 << 17;

  /** Width to which tokens are projected for the selection, by default. */
  public static final int PROJECTED = 128;

  private final int dim;
  private final int capacity;
  private final int kept;
  private final int projected;
  private final long seed;
  private float[] vectors = new float[0];
  private int[] image = new int[0];
  private int[] patch = new int[0];
  private int count;
  private int added;

  /**
   * @param dim width of a token
   * @param capacity tokens held at most
   * @param kept tokens left when the pool is reduced; at least the largest bank that will be asked
   *     for, and at most half the capacity
   * @param projected width of the random projection used for selection; 0 uses the tokens as they
   *     are
   */
  public TokenPool(int dim, int capacity, int kept, int projected, long seed) {
    if (kept < 1 || kept > capacity / 2) {
      throw new IllegalArgumentException(
          "expected between 1 and " + capacity / 2 + " kept tokens, found " + kept);
    }
    if (dim < 1 || (long) capacity * dim > Integer.MAX_VALUE - 8) {
      throw new IllegalArgumentException(
          "expected tokens of which " + capacity + " fit one array of floats, found width " + dim);
    }
    this.dim = dim;
    this.capacity = capacity;
    this.kept = kept;
    this.projected = projected;
    this.seed = seed;
  }

  /**
   * Adds the tokens of one image.
   *
   * @param source index of the image
   * @param tokens row-major [n, dim], finite
   */
  public void add(int source, float[] tokens) {
    requireFinite(source, tokens);
    int n = tokens.length / dim;
    if (n < 1 || n * dim != tokens.length || n > capacity - kept) {
      throw new IllegalArgumentException(
          "expected 1 to "
              + (capacity - kept)
              + " tokens of width "
              + dim
              + ", found "
              + tokens.length
              + " values");
    }
    if (count + n > capacity) {
      reduce();
    }
    ensure(count + n);
    System.arraycopy(tokens, 0, vectors, count * dim, tokens.length);
    for (int i = 0; i < n; i++) {
      image[count + i] = source;
      patch[count + i] = i;
    }
    count += n;
    added++;
  }

  private static void requireFinite(int source, float[] tokens) {
    for (float value : tokens) {
      if (!Float.isFinite(value)) {
        throw new IllegalArgumentException(
            "expected finite tokens, found " + value + " in image " + source);
      }
    }
  }

  /** Number of tokens held now. */
  public int size() {
    return count;
  }

  /** Prepares the pool for choosing banks from it. */
  public Chooser chooser() {
    if (count == 0) {
      throw new IllegalStateException("expected tokens of at least one image, found none");
    }
    return new Chooser(points());
  }

  /** Chooses banks from a pool that is no longer added to. */
  public final class Chooser {
    private final KCentre centres;
    private final int addedBefore = added;

    private Chooser(KCentre centres) {
      this.centres = centres;
    }

    /** The bank of {@code k} tokens over all images. */
    public Bank choose(int k) {
      requireUnchanged();
      return bank(centres.select(k, null, seed));
    }

    /** The bank of {@code k} tokens over the images that {@code source} accepts. */
    public Bank choose(int k, IntPredicate source) {
      requireUnchanged();
      boolean[] allowed = new boolean[count];
      for (int i = 0; i < count; i++) {
        allowed[i] = source.test(image[i]);
      }
      return bank(centres.select(k, allowed, seed));
    }

    private void requireUnchanged() {
      if (added != addedBefore) {
        throw new IllegalStateException(
            "expected the pool of "
                + addedBefore
                + " images, found "
                + added
                + "; make a new chooser");
      }
    }
  }

  private KCentre points() {
    if (projected == 0 || projected >= dim) {
      return new KCentre(vectors, count, dim);
    }
    return new KCentre(
        new Projection(dim, projected, seed).apply(vectors, count), count, projected);
  }

  private void reduce() {
    int[] picks = points().select(kept, null, seed);
    Arrays.sort(picks);
    Bank bank = bank(picks);
    System.arraycopy(bank.vectors(), 0, vectors, 0, bank.vectors().length);
    System.arraycopy(bank.image(), 0, image, 0, picks.length);
    System.arraycopy(bank.patch(), 0, patch, 0, picks.length);
    count = picks.length;
  }

  private Bank bank(int[] picks) {
    float[] chosen = new float[picks.length * dim];
    int[] images = new int[picks.length];
    int[] patches = new int[picks.length];
    for (int i = 0; i < picks.length; i++) {
      System.arraycopy(vectors, picks[i] * dim, chosen, i * dim, dim);
      images[i] = image[picks[i]];
      patches[i] = patch[picks[i]];
    }
    return new Bank(chosen, dim, images, patches);
  }

  private void ensure(int needed) {
    if (needed <= image.length) {
      return;
    }
    int size = Math.min(capacity, Math.max(needed, image.length * 2));
    vectors = Arrays.copyOf(vectors, size * dim);
    image = Arrays.copyOf(image, size);
    patch = Arrays.copyOf(patch, size);
  }
}
