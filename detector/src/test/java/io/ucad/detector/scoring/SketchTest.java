package io.ucad.detector.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.ucad.detector.coreset.Bank;
import io.ucad.detector.host.Host;
import io.ucad.detector.testing.Native;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Banks large enough to be sketched, against brute force in double precision. */
class SketchTest {
  private static final int DIM = 300;
  private static final int SIZE = 700;
  private static final int PATCHES = 130;
  private final NDManager manager = Native.manager();

  @AfterEach
  void close() {
    manager.close();
  }

  /**
   * Directions along which the data vary, an offset common to all vectors, a seed. With 300
   * directions of equal weight the bounds are too loose and the whole product has to help.
   */
  @ParameterizedTest
  @CsvSource({"1,0,1", "5,0,2", "40,0.2,3", "100,3,4", "300,0,5", "300,50,6"})
  void findsWhatBruteForceFinds(int directions, float offset, long seed) {
    var data = new Data(directions, offset, seed);
    Bank bank = bank(data.rows(SIZE));
    float[] tokens = data.rows(2 * PATCHES);
    System.arraycopy(bank.vectors(), 17 * DIM, tokens, 5 * DIM, DIM);
    try (var knowledge = new KnowledgeBank(manager, bank, 0)) {
      PatchScores[] scores = score(knowledge, tokens);

      for (int t = 0; t < 2 * PATCHES; t++) {
        double least = least(tokens, t, bank);
        PatchScores own = scores[t / PATCHES];
        int nearest = own.nearest()[t % PATCHES];
        assertThat(distance(tokens, t, bank.vectors(), nearest))
            .isCloseTo(least, within(1e-6 * (1 + least)));
        assertThat((double) own.distance()[t % PATCHES])
            .isCloseTo(least, within(1e-6 * (1 + least)));
      }
      assertThat(scores[0].distance()[5]).isZero();
      assertThat(scores[0].nearest()[5]).isEqualTo(17);
    }
  }

  @Test
  void anImageScoresTheSameAloneAndInABatch() {
    var data = new Data(300, 1, 7);
    try (var knowledge = new KnowledgeBank(manager, bank(data.rows(SIZE)), 0)) {
      float[] near = data.rows(PATCHES);
      float[] both = new float[2 * near.length];
      System.arraycopy(near, 0, both, 0, near.length);
      System.arraycopy(new Data(3, 9, 8).rows(PATCHES), 0, both, near.length, near.length);

      PatchScores alone = score(knowledge, near)[0];
      PatchScores beside = score(knowledge, both)[0];

      assertThat(beside.distance()).isEqualTo(alone.distance());
      assertThat(beside.nearest()).isEqualTo(alone.nearest());
    }
  }

  @ParameterizedTest
  @CsvSource({"3,0,1", "40,0.2,2", "300,20,3"})
  void noBoundIsBelowTheNearness(int directions, float offset, long seed) {
    var data = new Data(directions, offset, seed);
    Bank bank = bank(data.rows(SIZE));
    float[] tokens = data.rows(PATCHES);
    var sketch = new Sketch(manager, bank);

    Nearness nearness = sketch.nearness(manager, flat(tokens), tokens);

    FloatBuffer bounds = Host.values(nearness.bounds());
    for (int t = 0; t < PATCHES; t++) {
      double own = nearness.own()[t];
      for (int v = 0; v < SIZE; v++) {
        double exact = (own - Math.pow(distance(tokens, t, bank.vectors(), v), 2)) / 2;
        assertThat(bounds.get(t * SIZE + v) + nearness.slack().of(own)).isGreaterThan(exact);
      }
    }
  }

  /**
   * What makes the sketch worth its cost: data that vary along few directions need few distances.
   */
  @Test
  void tightBoundsNeedFewDistances() {
    var data = new Data(60, 0.1f, 9);
    Bank bank = bank(data.rows(SIZE));
    float[] tokens = data.rows(PATCHES);

    boolean found =
        new NearestVectors(bank, tokens)
            .find(new Sketch(manager, bank).nearness(manager, flat(tokens), tokens), 3 * PATCHES);

    assertThat(found).isTrue();
  }

  @Test
  void equalVectorsHaveNoDirectionAndTheFirstIsNearest() {
    Bank bank = bank(new float[SIZE * DIM]);
    float[] tokens = new Data(300, 0, 10).rows(PATCHES);
    try (var knowledge = new KnowledgeBank(manager, bank, 0)) {
      assertThat(score(knowledge, tokens)[0].nearest()).containsOnly(0);
    }
  }

  @Test
  void onlyTheFirstScoreKeepsArrays() {
    var data = new Data(40, 0, 11);
    float[] tokens = data.rows(PATCHES);
    int outside = Native.arrays(manager);
    try (var knowledge = new KnowledgeBank(manager, bank(data.rows(SIZE)), 0)) {
      score(knowledge, tokens);
      int before = Native.arrays(manager);
      for (int i = 0; i < 10; i++) {
        score(knowledge, tokens);
      }
      assertThat(Native.arrays(manager)).isEqualTo(before);
    }
    assertThat(Native.arrays(manager)).isEqualTo(outside);
  }

  private NDArray flat(float[] tokens) {
    return manager.create(tokens, new Shape(tokens.length / DIM, DIM));
  }

  private PatchScores[] score(KnowledgeBank knowledge, float[] tokens) {
    int images = tokens.length / DIM / PATCHES;
    try (NDArray array = manager.create(tokens, new Shape(images, PATCHES, DIM))) {
      return knowledge.score(array);
    }
  }

  private static Bank bank(float[] vectors) {
    return new Bank(vectors, DIM, new int[SIZE], new int[SIZE]);
  }

  private static double least(float[] tokens, int t, Bank bank) {
    double least = Double.POSITIVE_INFINITY;
    for (int v = 0; v < SIZE; v++) {
      least = Math.min(least, distance(tokens, t, bank.vectors(), v));
    }
    return least;
  }

  private static double distance(float[] a, int i, float[] b, int j) {
    double sum = 0;
    for (int d = 0; d < DIM; d++) {
      double difference = (double) a[i * DIM + d] - b[j * DIM + d];
      sum += difference * difference;
    }
    return Math.sqrt(sum);
  }

  /** Points that vary along some random directions, with weights that fall, about an offset. */
  private static final class Data {
    private final SplittableRandom random;
    private final float[][] directions;
    private final float offset;

    Data(int directions, float offset, long seed) {
      this.random = new SplittableRandom(seed);
      this.offset = offset;
      this.directions = new float[directions][DIM];
      for (int k = 0; k < directions; k++) {
        float weight = directions == DIM ? 0.06f : 0.5f / (k + 1);
        for (int d = 0; d < DIM; d++) {
          this.directions[k][d] = weight * (float) random.nextGaussian();
        }
      }
    }

    float[] rows(int count) {
      float[] rows = new float[count * DIM];
      Arrays.fill(rows, offset);
      for (int i = 0; i < count; i++) {
        for (float[] direction : directions) {
          float times = (float) random.nextGaussian();
          for (int d = 0; d < DIM; d++) {
            rows[i * DIM + d] += times * direction[d];
          }
        }
      }
      return rows;
    }
  }
}
