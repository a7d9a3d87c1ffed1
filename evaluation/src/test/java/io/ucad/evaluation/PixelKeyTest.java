package io.ucad.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class PixelKeyTest {

  @Test
  void keysOrderAsScoresFall() {
    Random random = new Random(9);
    for (int round = 0; round < 100_000; round++) {
      float a = anyFinite(random);
      float b = round % 3 == 0 ? a : anyFinite(random);
      long keyA = PixelKey.pack(a, 1);
      long keyB = PixelKey.pack(b, Integer.MAX_VALUE);
      assertThat(Integer.compare(PixelKey.rank(keyA), PixelKey.rank(keyB)))
          .isEqualTo(a == b ? 0 : a > b ? -1 : 1);
      if (a != b) {
        assertThat(keyA < keyB).isEqualTo(a > b);
      }
      assertThat(PixelKey.score(PixelKey.rank(keyA))).isEqualTo(a + 0.0f);
      assertThat(PixelKey.region(keyA)).isEqualTo(1);
      assertThat(PixelKey.region(keyB)).isEqualTo(Integer.MAX_VALUE);
    }
  }

  @Test
  void zerosOfBothSignsTie() {
    assertThat(PixelKey.pack(-0.0f, 0)).isEqualTo(PixelKey.pack(0.0f, 0));
  }

  private static float anyFinite(Random random) {
    float value = Float.intBitsToFloat(random.nextInt());
    return Float.isFinite(value) ? value : -0.0f;
  }
}
