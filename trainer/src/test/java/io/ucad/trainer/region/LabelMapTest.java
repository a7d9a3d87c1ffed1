package io.ucad.trainer.region;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

class LabelMapTest {
  @Test
  void samplingTakesTheLabelUnderTheCentreOfEachCell() {
    // Cells of 2x2 pixels: the centre lies on the corner of four pixels, the lower right one
    // counts.
    int[] labels = {
      9, 9, 9, 9,
      9, 5, 9, 6,
      9, 9, 9, 9,
      9, 7, 9, 5
    };
    LabelGrid grid = new LabelMap(4, 4, labels).sample(2, 2);
    assertThat(grid.labels()).containsExactly(0, 1, 2, 0);
  }

  @Test
  void labelsAreNeverMixed() {
    // Bilinear sampling of 0 and 100 would invent labels between them.
    int[] labels = new int[100 * 30];
    for (int i = 0; i < labels.length; i++) {
      labels[i] = i % 100 < 47 ? 0 : 100;
    }
    LabelGrid grid = new LabelMap(100, 30, labels).sample(14, 14);
    assertThat(grid.regions()).isEqualTo(2);
    assertThat(grid.label(0, 6)).isZero();
    assertThat(grid.label(0, 7)).isEqualTo(1);
  }

  @Test
  void labelsAreCompactInReadingOrder() {
    LabelGrid grid = LabelGrid.compact(2, 3, new int[] {70, -4, 70, 12, -4, 0});
    assertThat(grid.labels()).containsExactly(0, 1, 0, 2, 1, 3);
    assertThat(grid.regions()).isEqualTo(4);
    assertThat(grid).isEqualTo(LabelGrid.compact(2, 3, new int[] {1, 2, 1, 8, 2, 9}));
    assertThat(grid).isNotEqualTo(LabelGrid.compact(3, 2, new int[] {1, 2, 1, 8, 2, 9}));
  }

  @Test
  void aGridIsNotChangedThroughItsLabels() {
    LabelGrid grid = LabelGrid.compact(1, 2, new int[] {0, 1});
    grid.labels()[0] = 5;
    assertThat(grid.label(0, 0)).isZero();
  }

  @Test
  void sizesThatDoNotFitAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new LabelMap(4, 4, new int[15]))
        .withMessageContaining("15");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> LabelGrid.compact(2, 2, new int[3]))
        .withMessageContaining("2x2");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new LabelMap(1, 1, new int[1]).sample(0, 3))
        .withMessageContaining("0x3");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RgbImage(2, 2, new byte[11]))
        .withMessageContaining("12");
  }
}
