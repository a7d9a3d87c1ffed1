package io.ucad.detector.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.ucad.detector.image.Preprocessing;
import io.ucad.detector.testing.Native;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tokens against numbers worked out by hand. */
class TokensTest {
  private static final Preprocessing INPUT = Preprocessing.imageNet(8, 8);
  private final NDManager manager = Native.manager();

  @AfterEach
  void close() {
    manager.close();
  }

  @Test
  void dropsThePrefixTokens() {
    // Class token, register, two patches.
    NDArray tap = array(new Shape(1, 4, 2), 9, 9, 8, 8, 1, 2, 3, 4);

    NDArray tokens = Tokens.of(new NDList(tap), 2, spec(false, 0, 5));

    assertThat(tokens.getShape()).isEqualTo(new Shape(1, 2, 2));
    assertThat(tokens.toFloatArray()).containsExactly(1, 2, 3, 4);
  }

  @Test
  void normalisesEveryBlockAndKeepsUnitLengthWhenItJoinsThem() {
    NDArray first = array(new Shape(1, 2, 2), 9, 9, 3, 4);
    NDArray second = array(new Shape(1, 2, 2), 9, 9, 0, 20);
    float half = (float) Math.sqrt(0.5);

    NDArray joined = Tokens.of(new NDList(first, second), 1, spec(true, 0, 3, 7));

    assertThat(joined.getShape()).isEqualTo(new Shape(1, 1, 4));
    assertThat(joined.toFloatArray())
        .containsExactly(new float[] {0.6f * half, 0.8f * half, 0, half}, within(1e-6f));
    NDArray alone = Tokens.of(new NDList(first), 1, spec(true, 0, 3));
    assertThat(alone.toFloatArray()).containsExactly(new float[] {0.6f, 0.8f}, within(1e-6f));
  }

  @Test
  void joinsThreeRawBlocksInOrder() {
    NDList taps =
        new NDList(
            array(new Shape(1, 1, 1), 1),
            array(new Shape(1, 1, 1), 2),
            array(new Shape(1, 1, 1), 3));

    assertThat(Tokens.of(taps, 0, spec(false, 0, 0, 1, 2)).toFloatArray()).containsExactly(1, 2, 3);
  }

  @Test
  void aTokenOfZerosStaysZero() {
    NDArray tap = array(new Shape(1, 1, 3), 0, 0, 0);

    assertThat(Tokens.of(new NDList(tap), 0, spec(true, 0, 0)).toFloatArray())
        .containsExactly(0, 0, 0);
  }

  @Test
  void poolsUpAsThePaperDoes() {
    NDArray tap = array(new Shape(1, 1, 3), 1, 5, 20);

    NDArray pooled = Tokens.of(new NDList(tap), 0, spec(false, 4, 0));

    assertThat(pooled.toFloatArray())
        .as("(a, b, c) to (a, (a + b) / 2, (b + c) / 2, c)")
        .containsExactly(new float[] {1, 3, 12.5f, 20}, within(1e-6f));
  }

  @Test
  void poolsDownByOverlappingWindows() {
    NDArray tap = array(new Shape(1, 1, 5), 1, 2, 3, 4, 5);

    NDArray pooled = Tokens.of(new NDList(tap), 0, spec(false, 3, 0));

    assertThat(pooled.toFloatArray())
        .as("windows [0, 2), [1, 4), [3, 5)")
        .containsExactly(new float[] {1.5f, 3, 4.5f}, within(1e-6f));
  }

  @Test
  void treatsEveryImageOfABatchAlike() {
    var random = new SplittableRandom(1);
    float[] values = new float[3 * 4 * 6];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) random.nextDouble();
    }
    NDArray tap = array(new Shape(3, 4, 6), values);

    NDArray all = Tokens.of(new NDList(tap, tap), 1, spec(true, 5, 0, 1));

    for (int i = 0; i < 3; i++) {
      NDArray one = tap.get(i + ":" + (i + 1));
      assertThat(all.get(i).toFloatArray())
          .containsExactly(
              Tokens.of(new NDList(one, one), 1, spec(true, 5, 0, 1)).toFloatArray(),
              within(1e-6f));
    }
  }

  @Test
  void refusesAnotherNumberOfBlocks() {
    NDArray tap = array(new Shape(1, 1, 1), 1);

    assertThatThrownBy(() -> Tokens.of(new NDList(tap), 0, spec(true, 0, 1, 2)))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("2 blocks, found 1");
  }

  @Test
  void aSpecKnowsItsWidthAndItsLastBlock() {
    assertThat(spec(true, 0, 3, 7).width(192)).isEqualTo(384);
    assertThat(spec(true, 1024, 3, 7).width(192)).isEqualTo(1024);
    assertThat(spec(true, 0, 3, 7).lastBlock()).isEqualTo(7);
    assertThat(spec(true, 0, 3, 7).taps()).containsExactly(3, 7);
    assertThatThrownBy(() -> spec(true, 0)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> spec(true, 0, 3, 3)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> spec(true, 0, -1)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> spec(true, -1, 3)).isInstanceOf(IllegalArgumentException.class);
  }

  private static FeatureSpec spec(boolean normalised, int width, Integer... blocks) {
    return new FeatureSpec(INPUT, List.of(blocks), normalised, width);
  }

  private NDArray array(Shape shape, float... values) {
    return manager.create(values, shape);
  }
}
