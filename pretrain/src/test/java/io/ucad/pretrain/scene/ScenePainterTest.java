package io.ucad.pretrain.scene;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ucad.pretrain.texture.TextureBank;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ScenePainterTest {
  private static final BatchShape SHAPE = new BatchShape(4, 2, 3, 4, 16);

  private final ScenePainter painter = new ScenePainter(TextureBank.draw(3, 24, 2));

  @Test
  void theSeedDecidesEveryNumber() {
    SceneBatch one = painter.paint(SHAPE, 9);
    SceneBatch same = painter.paint(SHAPE, 9);

    assertThat(same.images()).isEqualTo(one.images());
    assertThat(same.classes()).isEqualTo(one.classes());
    assertThat(same.shares()).isEqualTo(one.shares());
    assertThat(same.descriptors()).isEqualTo(one.descriptors());
    assertThat(same.damage()).isEqualTo(one.damage());
    assertThat(painter.paint(SHAPE, 10).images()).isNotEqualTo(one.images());
  }

  @Test
  void aSceneDoesNotDependOnTheOthersOfItsBatch() {
    SceneBatch many = painter.paint(SHAPE, 9);
    SceneBatch one = painter.paint(new BatchShape(1, 2, 3, 4, 16), 9);

    assertThat(Arrays.copyOf(many.images(), one.images().length)).isEqualTo(one.images());
  }

  @Test
  void everyNumberIsInItsRange() {
    SceneBatch batch = painter.paint(SHAPE, 9);

    assertThat(batch.images()).hasSize(20 * 3 * 64 * 64);
    for (float value : batch.images()) {
      assertThat(value).isBetween(-1f, 1f);
    }
    for (float value : batch.descriptors()) {
      assertThat(value).isBetween(-4f, 4f);
    }
    for (long value : batch.classes()) {
      assertThat(value).isBetween(0L, 23L);
    }
  }

  @Test
  void sharesSumToAtMostOneAndAreNoneWhereADefectIs() {
    SceneBatch batch = painter.paint(SHAPE, 9);
    int damaged = 0;
    for (int token = 0; token < SHAPE.tokens(); token++) {
      float sum = 0;
      for (int k = 0; k < BatchShape.TEXTURES; k++) {
        sum += batch.shares()[token * BatchShape.TEXTURES + k];
      }
      int image = token / SHAPE.patches();
      int query = image % SHAPE.renderings() - SHAPE.memory();
      int scene = image / SHAPE.renderings();
      float damage =
          query < 0
              ? 0
              : batch
                  .damage()[
                  (scene * SHAPE.queries() + query) * SHAPE.patches() + token % SHAPE.patches()];
      if (damage >= ScenePainter.DEFECTIVE) {
        damaged++;
        assertThat(sum).isZero();
      } else {
        assertThat(sum).isBetween(0.3f, 1.0001f);
      }
    }
    assertThat(damaged).isBetween(5, SHAPE.tokens() / 4);
  }

  @Test
  void aStepEdgeIsDescribedByItsDirectionAndColours() {
    var picture = new Picture(16);
    for (int i = 0; i < 256; i++) {
      for (int c = 0; c < 3; c++) {
        picture.rgb[c * 256 + i] = i % 16 < 4 ? 0 : 1;
      }
    }
    float[] upright = new float[Descriptor.LENGTH];
    Descriptor.describe(picture, 16, upright, 0);

    // The upper left quarter holds the edge: brighter to the right, colour half way.
    assertThat(upright[2]).isGreaterThan(1.5f);
    assertThat(upright[3]).isCloseTo(0, within(1e-5f));
    assertThat(upright[6]).isGreaterThan(1.5f);
    assertThat(upright[7]).isCloseTo(0, within(1e-5f));
    assertThat(upright[8]).isCloseTo(0, within(1e-5f));
    // The upper right one is even and white.
    assertThat(upright[11]).isLessThan(upright[0] - 1);
    assertThat(upright[13]).isCloseTo(0, within(1e-3f));
    assertThat(upright[19]).isCloseTo(2, within(1e-5f));
  }

  @Test
  void aDefectChangesExactlyWhatItMarks() {
    var bank = TextureBank.draw(3, 8, 1);
    for (int seed = 0; seed < 40; seed++) {
      var random = new java.util.SplittableRandom(seed);
      var picture = new Picture(64);
      new Renderer(bank).paint(Scene.random(random, 64, 8), random, picture);
      float[] before = picture.rgb.clone();
      boolean[] changed = new boolean[picture.pixels()];
      Damage.draw(picture, bank, random, changed);
      for (int i = 0; i < changed.length; i++) {
        float moved = 0;
        for (int c = 0; c < 3; c++) {
          moved += Math.abs(picture.rgb[c * 4096 + i] - before[c * 4096 + i]);
        }
        assertThat(moved > 0.085f).as("pixel %d of seed %d", i, seed).isIn(changed[i], false);
        assertThat(moved < 0.075f && changed[i]).isFalse();
      }
    }
  }
}
