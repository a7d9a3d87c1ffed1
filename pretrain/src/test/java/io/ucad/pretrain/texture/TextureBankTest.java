package io.ucad.pretrain.texture;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class TextureBankTest {
  private static final int CLASSES = 32;

  @Test
  void theSeedDecidesEveryByte() {
    TextureBank one = TextureBank.draw(5, CLASSES, 2);
    TextureBank same = TextureBank.draw(5, CLASSES, 2);
    TextureBank other = TextureBank.draw(6, CLASSES, 2);

    int differing = 0;
    for (int c = 0; c < CLASSES; c++) {
      for (int v = 0; v < 2; v++) {
        assertThat(one.tile(c, v)).isEqualTo(same.tile(c, v));
        differing += Arrays.equals(one.tile(c, v), other.tile(c, v)) ? 0 : 1;
      }
    }
    assertThat(differing).isEqualTo(2 * CLASSES);
  }

  @Test
  void aClassDoesNotDependOnHowManyThereAre() {
    assertThat(TextureBank.draw(5, 3, 1).tile(2, 0))
        .isEqualTo(TextureBank.draw(5, CLASSES, 1).tile(2, 0));
  }

  @Test
  void realisationsAndClassesDiffer() {
    TextureBank bank = TextureBank.draw(1, CLASSES, 2);
    Set<Integer> seen = new HashSet<>();
    for (int c = 0; c < CLASSES; c++) {
      seen.add(Arrays.hashCode(bank.tile(c, 0)));
      seen.add(Arrays.hashCode(bank.tile(c, 1)));
    }
    assertThat(seen).hasSize(2 * CLASSES);
  }

  @Test
  void everyFormulaDrawsTonesThatVary() {
    for (int family = 0; family < 16; family++) {
      int varied = 0;
      for (int seed = 0; seed < 4; seed++) {
        var random = new SplittableRandom(Seeds.child(seed, family));
        float[] tones = Families.of(family, random).draw(96, random);
        float low = 1;
        float high = 0;
        for (float tone : tones) {
          assertThat(tone).isBetween(0f, 1f);
          low = Math.min(low, tone);
          high = Math.max(high, tone);
        }
        varied += high - low > 0.05f ? 1 : 0;
      }
      assertThat(varied).as("formula %d", family).isGreaterThanOrEqualTo(3);
    }
  }

  @Test
  void streamsOfNeighbouringSeedsHaveNothingInCommon() {
    Set<Long> seen = new HashSet<>();
    for (int stream = 0; stream < 100; stream++) {
      var random = new SplittableRandom(Seeds.child(1, stream));
      for (int i = 0; i < 20; i++) {
        seen.add(random.nextLong());
      }
    }
    assertThat(seen).hasSize(2000);
  }
}
