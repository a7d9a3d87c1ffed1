package io.ucad.detector.coreset;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * A pool is exact while its tokens fit, bounded beyond, and never forgets where a token is from.
 */
class TokenPoolTest {
  private static final int DIM = 6;
  private static final int PATCHES = 196;

  @Test
  void isExactUpToItsCapacity() {
    int images = 10;
    var pool = new TokenPool(DIM, images * PATCHES, 100, 0, 5);
    float[][] tokens = new float[images * PATCHES][];
    for (int i = 0; i < images; i++) {
      pool.add(i, image(i));
      for (int p = 0; p < PATCHES; p++) {
        tokens[i * PATCHES + p] = token(i, p);
      }
    }

    Bank bank = pool.chooser().choose(60);

    assertThat(pool.size()).isEqualTo(images * PATCHES);
    int[] expected = SlowKCentre.select(tokens, 60, null, 5);
    assertThat(indices(bank)).isEqualTo(expected);
    assertSourcesAreTrue(bank);
  }

  @Test
  void choosesFromSomeImagesOnly() {
    var pool = new TokenPool(DIM, 4000, 100, 0, 5);
    IntStream.range(0, 12).forEach(i -> pool.add(i, image(i)));

    Bank bank = pool.chooser().choose(50, i -> i % 4 != 2);

    assertThat(bank.size()).isEqualTo(50);
    assertThat(Arrays.stream(bank.image())).allMatch(i -> i % 4 != 2);
    assertSourcesAreTrue(bank);
  }

  @Test
  void holdsFiveThousandImagesInBoundedMemory() {
    int images = 5000;
    int capacity = 8192;
    int k = 100;
    var pool = new TokenPool(DIM, capacity, 8 * k, 0, 5);
    int most = 0;
    for (int i = 0; i < images; i++) {
      pool.add(i, image(i));
      most = Math.max(most, pool.size());
    }

    Bank bank = pool.chooser().choose(k);

    assertThat(most).isLessThanOrEqualTo(capacity).isGreaterThan(capacity - PATCHES);
    assertThat(bank.size()).isEqualTo(k);
    assertSourcesAreTrue(bank);
    // An even sample of all tokens, chosen from exactly, against the same sample covered by the
    // bank that never saw more than the capacity. Greedy is within 2 of the best radius, and a
    // coreset of a coreset within 4 of it; 1.5 is what these tokens need, with room.
    float[][] sample = new float[20_000][];
    for (int s = 0; s < sample.length; s++) {
      sample[s] = token(s / 4, (s % 4) * 49 + s % 49);
    }
    float[] flat = new float[sample.length * DIM];
    for (int s = 0; s < sample.length; s++) {
      System.arraycopy(sample[s], 0, flat, s * DIM, DIM);
    }
    int[] exact = new KCentre(flat, sample.length, DIM).select(k, null, 5);
    float[][] exactCentres = Arrays.stream(exact).mapToObj(i -> sample[i]).toArray(float[][]::new);
    assertThat(radius(sample, rows(bank))).isLessThan(1.5 * radius(sample, exactCentres));
  }

  @Test
  void keepsRareTokensThroughReductions() {
    var pool = new TokenPool(DIM, 2048, 256, 0, 5);
    for (int i = 0; i < 400; i++) {
      float[] tokens = image(i);
      if (i == 3) {
        Arrays.fill(tokens, 17 * DIM, 18 * DIM, 9f);
      }
      pool.add(i, tokens);
    }

    Bank bank = pool.chooser().choose(10);

    int at =
        IntStream.range(0, 10).filter(i -> bank.vectors()[i * DIM] == 9f).findFirst().orElse(-1);
    assertThat(at).as("the odd token of the fourth image is in the bank").isNotNegative();
    assertThat(bank.image()[at]).isEqualTo(3);
    assertThat(bank.patch()[at]).isEqualTo(17);
  }

  @Test
  void keepsTheTokensThemselvesWhereItSelectsByProjections() {
    var pool = new TokenPool(DIM, 1024, 256, 3, 5);
    IntStream.range(0, 40).forEach(i -> pool.add(i, image(i)));

    assertSourcesAreTrue(pool.chooser().choose(200));
  }

  @Test
  void refusesWhatItCannotHold() {
    assertThatThrownBy(() -> new TokenPool(DIM, 100, 51, 0, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("found 51");
    assertThatThrownBy(() -> new TokenPool(1 << 15, 1 << 17, 64, 0, 1))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("width 32768");
    var pool = new TokenPool(2, 100, 50, 0, 1);
    assertThatThrownBy(pool::chooser).isInstanceOf(IllegalStateException.class);
    assertThatThrownBy(() -> pool.add(0, new float[3]))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> pool.add(0, new float[102]))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> pool.add(7, new float[] {1, Float.POSITIVE_INFINITY}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("Infinity in image 7");
    assertThat(pool.size()).isZero();
  }

  @Test
  void aChooserOfAnEarlierPoolIsRefused() {
    var pool = new TokenPool(2, 100, 50, 0, 1);
    pool.add(0, new float[] {1, 2});
    TokenPool.Chooser early = pool.chooser();
    pool.add(1, new float[] {3, 4});

    assertThatThrownBy(() -> early.choose(1))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("new chooser");
  }

  /** A token that its image and patch determine, so that a source can be checked afterwards. */
  private static float[] token(int image, int patch) {
    var random = new SplittableRandom(image * 1000L + patch);
    float[] token = new float[DIM];
    for (int d = 0; d < DIM; d++) {
      token[d] = (float) random.nextDouble();
    }
    return token;
  }

  private static float[] image(int image) {
    float[] tokens = new float[PATCHES * DIM];
    for (int p = 0; p < PATCHES; p++) {
      System.arraycopy(token(image, p), 0, tokens, p * DIM, DIM);
    }
    return tokens;
  }

  private static void assertSourcesAreTrue(Bank bank) {
    float[][] rows = rows(bank);
    for (int i = 0; i < bank.size(); i++) {
      assertThat(rows[i]).isEqualTo(token(bank.image()[i], bank.patch()[i]));
    }
  }

  private static int[] indices(Bank bank) {
    return IntStream.range(0, bank.size())
        .map(i -> bank.image()[i] * PATCHES + bank.patch()[i])
        .toArray();
  }

  private static float[][] rows(Bank bank) {
    return IntStream.range(0, bank.size())
        .mapToObj(i -> Arrays.copyOfRange(bank.vectors(), i * bank.dim(), (i + 1) * bank.dim()))
        .toArray(float[][]::new);
  }

  private static double radius(float[][] points, float[][] centres) {
    double radius = 0;
    for (float[] point : points) {
      double nearest = Double.POSITIVE_INFINITY;
      for (float[] centre : centres) {
        nearest = Math.min(nearest, SlowKCentre.distance(point, centre));
      }
      radius = Math.max(radius, nearest);
    }
    return radius;
  }
}
