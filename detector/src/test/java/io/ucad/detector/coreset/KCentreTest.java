package io.ucad.detector.coreset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.ForkJoinPool;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The fast selection picks what the slow one picks, in the same order. */
class KCentreTest {

  @ParameterizedTest(name = "{0} points of width {1}, {2} picks")
  @CsvSource({"1, 1, 1", "7, 3, 4", "255, 8, 40", "257, 5, 60", "600, 16, 80", "4100, 3, 60"})
  void picksWhatTheSlowTwinPicks(int count, int dim, int k) {
    for (long seed = 1; seed <= 3; seed++) {
      float[][] points = random(count, dim, seed);

      assertThat(fast(points, k, seed)).isEqualTo(SlowKCentre.select(points, k, null, seed));
    }
  }

  @Test
  void givesTiesToTheLowerIndex() {
    // Whole numbers: every distance is exact and occurs many times, within tiles and across them.
    for (int range : new int[] {4, 30, 60}) {
      float[][] points = new float[3000][2];
      var random = new SplittableRandom(range);
      for (int i = 0; i < points.length; i++) {
        points[i] = new float[] {random.nextInt(range), random.nextInt(range)};
      }

      assertThat(fast(points, 70, 3)).isEqualTo(SlowKCentre.select(points, 70, null, 3));
    }
  }

  @Test
  void picksDistinctPointsAmongDuplicates() {
    float[][] points = new float[520][];
    for (int i = 0; i < points.length; i++) {
      points[i] = new float[] {i % 3, 1};
    }

    int[] picks = fast(points, 40, 1);

    assertThat(picks).isEqualTo(SlowKCentre.select(points, 40, null, 1)).doesNotHaveDuplicates();
    assertThat(Arrays.stream(picks).limit(3).map(i -> i % 3))
        .as("the three places come first")
        .containsExactlyInAnyOrder(0, 1, 2);
  }

  @Test
  void takesAllPointsIfThereAreFewer() {
    float[][] points = random(30, 4, 5);

    assertThat(fast(points, 100, 5))
        .hasSize(30)
        .containsExactlyInAnyOrder(IntStream.range(0, 30).toArray());
  }

  @Test
  void picksOnlyWhatIsAllowedAsIfThereWasNothingElse() {
    float[][] points = random(900, 5, 6);
    boolean[] allowed = new boolean[points.length];
    for (int i = 0; i < allowed.length; i++) {
      // The whole second tile is out.
      allowed[i] = i % 3 != 1 && (i < 256 || i >= 512);
    }

    int[] picks = new KCentre(flat(points), points.length, 5).select(50, allowed, 6);

    assertThat(picks).isEqualTo(SlowKCentre.select(points, 50, allowed, 6));
    assertThat(Arrays.stream(picks)).allMatch(i -> allowed[i]);
    int few = (int) IntStream.range(0, allowed.length).filter(i -> allowed[i]).count();
    assertThat(new KCentre(flat(points), points.length, 5).select(5000, allowed, 6)).hasSize(few);
  }

  @Test
  void doesNotDependOnTheNumberOfThreads() throws Exception {
    float[][] points = random(6000, 12, 7);
    int[] alone = in(1, points);

    assertThat(in(2, points)).isEqualTo(alone);
    assertThat(in(7, points)).isEqualTo(alone);
  }

  private static int[] in(int threads, float[][] points) throws Exception {
    var pool = new ForkJoinPool(threads);
    try {
      return pool.submit(() -> fast(points, 200, 7)).get();
    } finally {
      pool.shutdown();
    }
  }

  @Test
  void coversWithinTwiceTheBestRadius() {
    // Twenty tight clusters far apart: the best radius for 20 centres is below 0.5.
    float[][] points = random(2000, 3, 8);
    for (int i = 0; i < points.length; i++) {
      points[i][0] = points[i][0] * 0.1f + i % 20 * 10;
      points[i][1] *= 0.1f;
      points[i][2] *= 0.1f;
    }

    int[] picks = fast(points, 20, 8);

    assertThat(Arrays.stream(picks).map(i -> i % 20)).doesNotHaveDuplicates().hasSize(20);
  }

  @Test
  void selectsABankOfThirtyThousandTokens() {
    int count = 30_000;
    float[] tokens = new float[count * 768];
    var random = new SplittableRandom(9);
    for (int i = 0; i < tokens.length; i++) {
      tokens[i] = (float) random.nextDouble();
    }

    float[] projected = new Projection(768, 128, 9).apply(tokens, count);
    int[] picks = new KCentre(projected, count, 128).select(784, null, 9);

    assertThat(picks).hasSize(784).doesNotHaveDuplicates();
  }

  @Test
  void refusesWhatIsNoPoint() {
    assertThatThrownBy(() -> new KCentre(new float[0], 0, 3))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("at least one point");
    assertThatThrownBy(() -> new KCentre(new float[] {1, Float.NaN}, 2, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("NaN in point 1");
    var one = new KCentre(new float[] {1}, 1, 1);
    assertThatThrownBy(() -> one.select(0, null, 1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> one.select(1, new boolean[1], 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("0 points");
  }

  private static int[] fast(float[][] points, int k, long seed) {
    return new KCentre(flat(points), points.length, points[0].length).select(k, null, seed);
  }

  private static float[][] random(int count, int dim, long seed) {
    var random = new SplittableRandom(seed);
    float[][] points = new float[count][dim];
    for (float[] point : points) {
      for (int d = 0; d < dim; d++) {
        point[d] = (float) (random.nextDouble() * 2 - 1);
      }
    }
    return points;
  }

  private static float[] flat(float[][] points) {
    int dim = points[0].length;
    float[] flat = new float[points.length * dim];
    for (int i = 0; i < points.length; i++) {
      System.arraycopy(points[i], 0, flat, i * dim, dim);
    }
    return flat;
  }
}
