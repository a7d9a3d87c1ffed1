package io.ucad.detector.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.ucad.detector.coreset.Bank;
import io.ucad.detector.testing.Native;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Distances and the re-weighted score against brute force in double precision. */
class KnowledgeBankTest {
  private static final int DIM = 24;
  private static final int SIZE = 90;
  private static final int PATCHES = 35;
  private final NDManager manager = Native.manager();
  private final float[][] vectors = random(SIZE, DIM, 1);

  @AfterEach
  void close() {
    manager.close();
  }

  @Test
  void findsTheNearestVectorOfEveryToken() {
    float[][][] images = {
      random(PATCHES, DIM, 2), random(PATCHES, DIM, 3), random(PATCHES, DIM, 4)
    };
    try (var bank = bank(0)) {
      PatchScores[] scores = bank.score(tokens(images));

      for (int i = 0; i < images.length; i++) {
        float worst = 0;
        for (int p = 0; p < PATCHES; p++) {
          int nearest = nearest(images[i][p]);
          assertThat(scores[i].nearest()[p]).isEqualTo(nearest);
          assertThat((double) scores[i].distance()[p])
              .isCloseTo(distance(images[i][p], vectors[nearest]), within(1e-6));
          worst = Math.max(worst, scores[i].distance()[p]);
        }
        assertThat(scores[i].imageScore()).isEqualTo(worst);
      }
    }
  }

  @Test
  void aTokenOfTheBankIsAtDistanceZeroHoweverLong() {
    for (float[] vector : vectors) {
      vector[0] += 300;
    }
    try (var bank = bank(0)) {
      PatchScores scores = bank.score(tokens(vectors))[0];

      assertThat(scores.distance()).containsOnly(0);
      assertThat(scores.nearest()).containsExactly(IntStream.range(0, SIZE).toArray());
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 9, SIZE, 500})
  void weighsTheScoreByThePapersFormula(int neighbours) {
    try (var bank = bank(neighbours)) {
      for (int seed = 10; seed < 30; seed++) {
        float[][] image = random(PATCHES, DIM, seed);

        assertThat((double) bank.score(tokens(image))[0].imageScore())
            .isCloseTo(patchCore(image, Math.min(neighbours, SIZE)), within(1e-5));
      }
    }
  }

  /** PatchCore Eq. 6 and 7, as printed. */
  private double patchCore(float[][] image, int b) {
    float[] test = image[0];
    for (float[] token : image) {
      if (distance(token, vectors[nearest(token)]) > distance(test, vectors[nearest(test)])) {
        test = token;
      }
    }
    float[] normal = vectors[nearest(test)];
    double score = distance(test, normal);
    float[] worst = test;
    double sum =
        IntStream.range(0, SIZE)
            .boxed()
            .sorted(
                (i, j) ->
                    Double.compare(distance(vectors[i], normal), distance(vectors[j], normal)))
            .limit(b)
            .mapToDouble(m -> Math.exp(distance(worst, vectors[m])))
            .sum();
    return (1 - Math.exp(score) / sum) * score;
  }

  @Test
  void aBankOfOneVectorHasNothingToWeighWith() {
    float[] only = vectors[0];
    try (var bank = new KnowledgeBank(manager, new Bank(only, DIM, new int[1], new int[1]), 9)) {
      float[][] image = random(2, DIM, 5);

      assertThat((double) bank.score(tokens(image))[0].imageScore())
          .isCloseTo(Math.max(distance(image[0], only), distance(image[1], only)), within(1e-6));
    }
  }

  @Test
  void weighingOverflowsNowhere() {
    for (float[] vector : vectors) {
      for (int d = 0; d < DIM; d++) {
        vector[d] *= 1e4f;
      }
    }
    try (var bank = bank(9)) {
      assertThat(bank.score(tokens(random(PATCHES, DIM, 6)))[0].imageScore())
          .isFinite()
          .isPositive();
    }
  }

  @Test
  void squaredDistancesAreThoseOfTheMatrixAndNeverNegative() {
    float[][] image = random(PATCHES, DIM, 7);
    image[3] = vectors[8].clone();
    try (var bank = bank(0)) {
      NDArray squared = bank.squaredDistances(tokens(image).get(0));

      assertThat(squared.getShape()).isEqualTo(new Shape(PATCHES, SIZE));
      for (int p = 0; p < PATCHES; p++) {
        for (int v = 0; v < SIZE; v++) {
          double expected = Math.pow(distance(image[p], vectors[v]), 2);
          assertThat((double) squared.getFloat(p, v))
              .isNotNegative()
              .isCloseTo(expected, within(1e-4));
        }
      }
    }
  }

  @Test
  void scoresOnTheDeviceAreThoseOfTheHost() {
    float[][][] images = {random(PATCHES, DIM, 2), random(PATCHES, DIM, 3), vectors};
    images[2] = Arrays.copyOf(vectors, PATCHES);
    try (var host = bank(9);
        var device = bank(9, true)) {
      PatchScores[] expected = host.score(tokens(images));
      PatchScores[] found = device.score(tokens(images));

      for (int i = 0; i < images.length; i++) {
        assertThat(found[i].nearest()).containsExactly(expected[i].nearest());
        assertThat(found[i].distance()).containsExactly(expected[i].distance(), within(1e-6f));
        assertThat(found[i].imageScore()).isCloseTo(expected[i].imageScore(), within(1e-6f));
      }
      assertThat(found[2].distance()).containsOnly(0);
    }
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void leavesNoArrayBehind(boolean onDevice) {
    int outside = Native.arrays(manager);
    try (var bank = bank(5, onDevice)) {
      NDArray tokens = tokens(random(PATCHES, DIM, 8), random(PATCHES, DIM, 9));
      int before = Native.arrays(manager);
      for (int i = 0; i < 20; i++) {
        bank.score(tokens);
      }
      assertThat(Native.arrays(manager)).isEqualTo(before);
      tokens.close();
    }
    assertThat(Native.arrays(manager)).isEqualTo(outside);
  }

  private KnowledgeBank bank(int neighbours) {
    return bank(neighbours, false);
  }

  private KnowledgeBank bank(int neighbours, boolean onDevice) {
    return new KnowledgeBank(
        manager, new Bank(flat(vectors), DIM, new int[SIZE], new int[SIZE]), neighbours, onDevice);
  }

  private int nearest(float[] token) {
    int nearest = 0;
    for (int v = 1; v < SIZE; v++) {
      if (distance(token, vectors[v]) < distance(token, vectors[nearest])) {
        nearest = v;
      }
    }
    return nearest;
  }

  private static double distance(float[] a, float[] b) {
    double sum = 0;
    for (int d = 0; d < a.length; d++) {
      sum += ((double) a[d] - b[d]) * ((double) a[d] - b[d]);
    }
    return Math.sqrt(sum);
  }

  private NDArray tokens(float[][]... images) {
    float[] all = new float[images.length * images[0].length * DIM];
    for (int i = 0; i < images.length; i++) {
      System.arraycopy(flat(images[i]), 0, all, i * images[0].length * DIM, images[0].length * DIM);
    }
    return manager.create(all, new Shape(images.length, images[0].length, DIM));
  }

  private static float[] flat(float[][] rows) {
    float[] flat = new float[rows.length * DIM];
    for (int i = 0; i < rows.length; i++) {
      System.arraycopy(rows[i], 0, flat, i * DIM, DIM);
    }
    return flat;
  }

  private static float[][] random(int count, int dim, long seed) {
    var random = new SplittableRandom(seed);
    float[][] rows = new float[count][dim];
    for (float[] row : rows) {
      for (int d = 0; d < dim; d++) {
        row[d] = (float) random.nextDouble();
      }
    }
    return rows;
  }
}
