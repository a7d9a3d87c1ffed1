package io.ucad.detector.coreset;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Greedy k-centre selection: start from the point with the largest mean distance to ten random
 * points, then repeat {@code d = min(d, |x - pick|)}, {@code pick = argmax d}. Its covering radius
 * is at most twice the best possible one (Gonzalez 1985).
 *
 * <p>Points are held transposed in tiles, so that the inner loop runs over points, with its counter
 * as the only index: only then does the compiler of Java 17 to 25 turn it into vector instructions.
 * Distances only fall, so the largest of a tile is still an upper bound after further picks: a tile
 * is brought up to date only once its bound is the largest, and then with all the picks that it
 * missed while it lies in the cache. Ties go to the lower index. So the result is the one of the
 * plain algorithm, whatever the number of threads.
 */
public final class KCentre {
  private static final int TILE = 256;
  private static final int STARTS = 10;

  /** Tiles that are brought up to date side by side. */
  private static final int WAVE = 8;

  private final int count;
  private final int dim;
  private final float[][][] tiles; // [tile][dim][TILE]

  /**
   * @param points row-major [count, dim], finite
   */
  public KCentre(float[] points, int count, int dim) {
    if (count < 1 || dim < 1 || points.length < (long) count * dim) {
      throw new IllegalArgumentException(
          "expected at least one point and count x dim values, found "
              + count
              + " x "
              + dim
              + " over "
              + points.length);
    }
    this.count = count;
    this.dim = dim;
    this.tiles = new float[tileCount()][dim][TILE];
    tiles().parallel().forEach(tile -> transpose(points, tile));
  }

  private void transpose(float[] points, int tile) {
    int first = tile * TILE;
    int size = size(tile);
    for (int p = 0; p < size; p++) {
      for (int d = 0; d < dim; d++) {
        float value = points[(first + p) * dim + d];
        if (!Float.isFinite(value)) {
          throw new IllegalArgumentException(
              "expected finite points, found " + value + " in point " + (first + p));
        }
        tiles[tile][d][p] = value;
      }
    }
  }

  /**
   * Selects {@code k} distinct points (all of them if there are fewer), in order of selection.
   *
   * @param allowed which points may be picked and must be covered; null means all
   * @return indices of the picks
   */
  public int[] select(int k, boolean @Nullable [] allowed, long seed) {
    int[] candidates =
        IntStream.range(0, count).filter(i -> allowed == null || allowed[i]).toArray();
    int wanted = Math.min(k, candidates.length);
    if (wanted < 1) {
      throw new IllegalArgumentException(
          "expected at least one pick of at least one point, found k = "
              + k
              + " of "
              + candidates.length
              + " points");
    }
    var cover = new Cover(wanted, candidates);
    cover.pick(start(candidates, seed));
    while (cover.size < wanted) {
      cover.pick(cover.farthest());
    }
    return cover.picks;
  }

  /** The allowed point with the largest mean distance to ten random allowed points. */
  private int start(int[] candidates, long seed) {
    var random = new SplittableRandom(seed);
    double[] sum = new double[count];
    for (int s = 0; s < STARTS; s++) {
      float[] centre = point(candidates[random.nextInt(candidates.length)]);
      tiles()
          .parallel()
          .forEach(
              tile -> {
                float[] squared = new float[TILE];
                squaredDistances(tile, centre, squared);
                for (int p = 0; p < size(tile); p++) {
                  sum[tile * TILE + p] += Math.sqrt(squared[p]);
                }
              });
    }
    int best = candidates[0];
    for (int i : candidates) {
      if (sum[i] > sum[best]) {
        best = i;
      }
    }
    return best;
  }

  /** The picks so far, and how far every point is from them at most. */
  private final class Cover {
    private final int[] picks;
    private final float[][] centres;
    private int size;

    /** Squared distance to the nearest of the picks applied; -1 for what cannot be picked. */
    private final float[] nearest = new float[count];

    private final int[] applied = new int[tileCount()];
    private final int[] farthest = new int[tileCount()];
    private final float[] bound = new float[tileCount()];

    Cover(int wanted, int[] candidates) {
      picks = new int[wanted];
      centres = new float[wanted][];
      Arrays.fill(nearest, -1);
      Arrays.fill(bound, -1);
      for (int i : candidates) {
        nearest[i] = Float.POSITIVE_INFINITY;
        bound[i / TILE] = Float.POSITIVE_INFINITY;
      }
    }

    void pick(int point) {
      picks[size] = point;
      centres[size] = point(point);
      nearest[point] = -1;
      size++;
    }

    /** The allowed point farthest from all picks. */
    int farthest() {
      while (true) {
        int best = -1;
        for (int tile = 0; tile < bound.length; tile++) {
          if (applied[tile] == size && (best < 0 || bound[tile] > bound[best])) {
            best = tile;
          }
        }
        int[] wave = highestStale(best);
        if (wave.length == 0) {
          return farthest[best];
        }
        Arrays.stream(wave).parallel().forEach(this::bringUpToDate);
      }
    }

    /**
     * Tiles not up to date that may hold a farther point than {@code best}, highest bound first.
     */
    private int[] highestStale(int best) {
      int[] wave = new int[WAVE];
      int found = 0;
      for (int tile = 0; tile < bound.length; tile++) {
        boolean may =
            best < 0 || bound[tile] > bound[best] || (bound[tile] == bound[best] && tile < best);
        if (applied[tile] == size || !may) {
          continue;
        }
        int at = Math.min(found, WAVE - 1);
        if (found == WAVE && bound[wave[at]] >= bound[tile]) {
          continue;
        }
        for (; at > 0 && bound[wave[at - 1]] < bound[tile]; at--) {
          wave[at] = wave[at - 1];
        }
        wave[at] = tile;
        found = Math.min(found + 1, WAVE);
      }
      return Arrays.copyOf(wave, found);
    }

    private void bringUpToDate(int tile) {
      int first = tile * TILE;
      int points = size(tile);
      float[] squared = new float[TILE];
      for (int pick = applied[tile]; pick < size; pick++) {
        squaredDistances(tile, centres[pick], squared);
        for (int p = 0; p < points; p++) {
          nearest[first + p] = Math.min(nearest[first + p], squared[p]);
        }
      }
      int most = first;
      for (int i = first + 1; i < first + points; i++) {
        if (nearest[i] > nearest[most]) {
          most = i;
        }
      }
      farthest[tile] = most;
      bound[tile] = nearest[most];
      applied[tile] = size;
    }
  }

  /** Fills {@code out} with the squared distances of a tile's points; four terms a pass. */
  private void squaredDistances(int tile, float[] centre, float[] out) {
    Arrays.fill(out, 0);
    float[][] rows = tiles[tile];
    int d = 0;
    for (; d + 3 < dim; d += 4) {
      addFour(rows, centre, d, out);
    }
    for (; d < dim; d++) {
      addOne(rows[d], centre[d], out);
    }
  }

  private static void addFour(float[][] rows, float[] centre, int d, float[] out) {
    float[] first = rows[d];
    float[] second = rows[d + 1];
    float[] third = rows[d + 2];
    float[] fourth = rows[d + 3];
    float a = centre[d];
    float b = centre[d + 1];
    float c = centre[d + 2];
    float e = centre[d + 3];
    for (int p = 0; p < TILE; p++) {
      float da = first[p] - a;
      float db = second[p] - b;
      float dc = third[p] - c;
      float de = fourth[p] - e;
      out[p] += da * da + db * db + (dc * dc + de * de);
    }
  }

  private static void addOne(float[] row, float centre, float[] out) {
    for (int p = 0; p < TILE; p++) {
      float difference = row[p] - centre;
      out[p] += difference * difference;
    }
  }

  private float[] point(int index) {
    float[] point = new float[dim];
    for (int d = 0; d < dim; d++) {
      point[d] = tiles[index / TILE][d][index % TILE];
    }
    return point;
  }

  private int size(int tile) {
    return Math.min(TILE, count - tile * TILE);
  }

  private IntStream tiles() {
    return IntStream.range(0, tileCount());
  }

  private int tileCount() {
    return (count + TILE - 1) / TILE;
  }
}
