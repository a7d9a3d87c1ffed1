package io.ucad.trainer.defect;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SyntheticDefectsTest {
  private static final int SIZE = 64;
  private static final int PATCH = 16;

  private static float[] gradient() {
    float[] image = new float[3 * SIZE * SIZE];
    var random = new SplittableRandom(5);
    for (int i = 0; i < image.length; i++) {
      image[i] = (float) (random.nextDouble() * 2 - 1);
    }
    return image;
  }

  @Test
  void changesPixelsOnlyUnderTokensThatItCallsCovered() {
    var defects = new SyntheticDefects(SIZE, SIZE, PATCH);
    int covered = 0;
    for (int seed = 0; seed < 200; seed++) {
      float[] clean = gradient();
      float[] drawn = clean.clone();
      float[] coverage = defects.draw(drawn, 0, new SplittableRandom(seed));
      assertThat(coverage).hasSize(16);
      for (int token = 0; token < 16; token++) {
        boolean changed = changed(clean, drawn, token);
        assertThat(coverage[token]).isBetween(0f, 1f);
        if (coverage[token] == 0) {
          assertThat(changed).as("seed %d token %d", seed, token).isFalse();
        } else {
          assertThat(changed).as("seed %d token %d", seed, token).isTrue();
          covered++;
        }
      }
    }
    assertThat(covered).isGreaterThan(200);
  }

  private static boolean changed(float[] clean, float[] drawn, int token) {
    for (int y = token / 4 * PATCH; y < token / 4 * PATCH + PATCH; y++) {
      for (int x = token % 4 * PATCH; x < token % 4 * PATCH + PATCH; x++) {
        for (int c = 0; c < 3; c++) {
          int at = (c * SIZE + y) * SIZE + x;
          if (clean[at] != drawn[at]) {
            return true;
          }
        }
      }
    }
    return false;
  }

  @Test
  void theSameSeedDrawsTheSame() {
    var defects = new SyntheticDefects(SIZE, SIZE, PATCH);
    float[] first = gradient();
    float[] second = gradient();
    defects.draw(first, 0, new SplittableRandom(9));
    defects.draw(second, 0, new SplittableRandom(9));
    assertThat(first).isEqualTo(second);
    float[] other = gradient();
    defects.draw(other, 0, new SplittableRandom(10));
    assertThat(other).isNotEqualTo(first);
  }

  @Test
  void leavesTheOtherImagesOfABatchAlone() {
    var defects = new SyntheticDefects(SIZE, SIZE, PATCH);
    float[] image = gradient();
    float[] batch = new float[3 * image.length];
    for (int i = 0; i < 3; i++) {
      System.arraycopy(image, 0, batch, i * image.length, image.length);
    }
    defects.draw(batch, image.length, new SplittableRandom(1));
    assertThat(Arrays.copyOfRange(batch, 0, image.length)).isEqualTo(image);
    assertThat(Arrays.copyOfRange(batch, 2 * image.length, batch.length)).isEqualTo(image);
    assertThat(Arrays.copyOfRange(batch, image.length, 2 * image.length)).isNotEqualTo(image);
  }
}
