package io.ucad.detector.backbone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

/**
 * The expected numbers are those of Pillow's BICUBIC on float images, which PyTorch's antialiased
 * bicubic equals.
 */
class PositionEmbeddingTest {
  private static final Offset<Float> TOLERANCE = within(2e-5f);

  @Test
  void enlarges() {
    assertResampled(
        new PatchGrid(4, 4),
        new PatchGrid(6, 5),
        new float[] {
          -0.05565f, 0.11355f, 0.64249f, 1.65821f, 2.74254f,
          0.27189f, 0.40808f, 0.89632f, 1.87136f, 2.92268f,
          0.71606f, 0.80005f, 1.22399f, 2.13472f, 3.13384f,
          0.95386f, 0.99176f, 1.35891f, 2.21284f, 3.16588f,
          0.93903f, 0.92474f, 1.22757f, 2.01719f, 2.91804f,
          0.85545f, 0.80815f, 1.07030f, 1.81924f, 2.68707f
        });
  }

  @Test
  void reducesWithoutAliasing() {
    assertResampled(
        new PatchGrid(5, 5),
        new PatchGrid(2, 3),
        new float[] {0.53882f, 1.60562f, 4.20751f, 0.66930f, 1.35971f, 3.58522f});
  }

  @Test
  void keepsTheSameGridExactly() {
    float[] values = surface(new PatchGrid(3, 5));

    assertThat(PositionEmbedding.resample(values, 1, new PatchGrid(3, 5), new PatchGrid(3, 5)))
        .isEqualTo(values)
        .isNotSameAs(values);
  }

  @Test
  void channelsDoNotMix() {
    float[] two = new float[32];
    float[] one = surface(new PatchGrid(4, 4));
    for (int i = 0; i < 16; i++) {
      two[2 * i] = one[i];
      two[2 * i + 1] = 7;
    }
    float[] found = PositionEmbedding.resample(two, 2, new PatchGrid(4, 4), new PatchGrid(6, 5));
    float[] alone = PositionEmbedding.resample(one, 1, new PatchGrid(4, 4), new PatchGrid(6, 5));
    for (int i = 0; i < 30; i++) {
      assertThat(found[2 * i]).isEqualTo(alone[i]);
      assertThat(found[2 * i + 1]).isCloseTo(7, TOLERANCE);
    }
  }

  private static void assertResampled(PatchGrid from, PatchGrid to, float[] expected) {
    float[] found = PositionEmbedding.resample(surface(from), 1, from, to);
    assertThat(found).hasSameSizeAs(expected);
    for (int i = 0; i < found.length; i++) {
      assertThat(found[i]).as("element %d", i).isCloseTo(expected[i], TOLERANCE);
    }
  }

  private static float[] surface(PatchGrid grid) {
    float[] values = new float[grid.patches()];
    for (int r = 0; r < grid.rows(); r++) {
      for (int c = 0; c < grid.columns(); c++) {
        values[r * grid.columns() + c] = (float) (Math.sin(0.7 * r) + 0.3 * c * c - 0.1 * r * c);
      }
    }
    return values;
  }
}
