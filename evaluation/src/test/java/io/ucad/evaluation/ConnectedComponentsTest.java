package io.ucad.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;

class ConnectedComponentsTest {

  @Test
  void cornersConnectAndBoxesAreTight() {
    ConnectedComponents components =
        label(
            """
            .#....#
            #.....#
            .......
            ..###..
            ..#.#..
            """);

    assertThat(components.regions())
        .containsExactly(
            new Region(1, 2, 0, 0, 2, 2),
            new Region(2, 2, 6, 0, 1, 2),
            new Region(3, 5, 2, 3, 3, 2));
    assertThat(components.labelAt(0, 1)).isEqualTo(1);
    assertThat(components.labelAt(3, 4)).isZero();
    assertThat(components.labels()).hasSize(35).contains(0, 1, 2, 3);
  }

  @Test
  void armsThatMeetLateAreOneRegion() {
    ConnectedComponents components =
        label(
            """
            #.#.#.#
            #.#.#.#
            .#...#.
            #######
            """);

    assertThat(components.regions()).containsExactly(new Region(1, 17, 0, 0, 7, 4));
  }

  @Test
  void theDensestSeparatePixelsAreCounted() {
    int side = 7;
    boolean[] mask = new boolean[side * side];
    for (int i = 0; i < mask.length; i++) {
      mask[i] = i % side % 2 == 0 && i / side % 2 == 0;
    }

    assertThat(ConnectedComponents.of(mask, side, side).regions()).hasSize(16);
  }

  @Test
  void equalsTheSlowLabellingOnRandomMasks() {
    Random random = new Random(3);
    for (int round = 0; round < 300; round++) {
      int width = 1 + random.nextInt(14);
      int height = 1 + random.nextInt(14);
      double density = random.nextDouble();
      boolean[] mask = new boolean[width * height];
      for (int i = 0; i < mask.length; i++) {
        mask[i] = random.nextDouble() < density;
      }
      int[] slow = SlowMetrics.components(mask, width, height);
      ConnectedComponents fast = ConnectedComponents.of(mask, width, height);
      assertThat(fast.labels()).isEqualTo(slow);
      assertThat(fast.regions()).hasSize(SlowMetrics.max(slow));
      for (Region region : fast.regions()) {
        assertThat(region).isEqualTo(describe(region.label(), slow, width));
      }
    }
  }

  @Test
  void anEmptyMaskHasNoRegion() {
    assertThat(ConnectedComponents.of(new boolean[6], 3, 2).regions()).isEmpty();
  }

  @Test
  void refusesAMaskOfAnotherSize() {
    assertThatThrownBy(() -> ConnectedComponents.of(new boolean[5], 3, 2))
        .isInstanceOf(MetricInputException.class)
        .hasMessageContaining("3 x 2")
        .hasMessageContaining("found 5");
    // 65536 * 65536 is 0 in ints
    assertThatThrownBy(() -> ConnectedComponents.of(new boolean[0], 1 << 16, 1 << 16))
        .isInstanceOf(MetricInputException.class);
  }

  private static Region describe(int label, int[] labels, int width) {
    int area = 0;
    int left = Integer.MAX_VALUE;
    int top = Integer.MAX_VALUE;
    int right = -1;
    int bottom = -1;
    for (int i = 0; i < labels.length; i++) {
      if (labels[i] == label) {
        area++;
        left = Math.min(left, i % width);
        right = Math.max(right, i % width);
        top = Math.min(top, i / width);
        bottom = Math.max(bottom, i / width);
      }
    }
    return new Region(label, area, left, top, right - left + 1, bottom - top + 1);
  }

  private static ConnectedComponents label(String picture) {
    String[] rows = picture.strip().split("\n", -1);
    int width = rows[0].length();
    boolean[] mask = new boolean[width * rows.length];
    for (int i = 0; i < mask.length; i++) {
      mask[i] = rows[i / width].charAt(i % width) == '#';
    }
    return ConnectedComponents.of(mask, width, rows.length);
  }
}
