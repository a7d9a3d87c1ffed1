package io.ucad.trainer.region;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class GraphSegmenterTest {
  private final GraphSegmenter segmenter = new GraphSegmenter();

  @Test
  void twoHalvesAreTwoRegions() {
    RgbImage halves = Drawn.image(224, 224, (x, y) -> x < 112 ? 0xC03020 : 0x2040A0);
    LabelGrid grid = segmenter.segment(Drawn.noisy(halves, 8), 14, 14);

    assertThat(grid.regions()).isEqualTo(2);
    for (int row = 0; row < 14; row++) {
      for (int column = 0; column < 14; column++) {
        assertThat(grid.label(row, column)).isEqualTo(column < 7 ? 0 : 1);
      }
    }
  }

  @Test
  void aPlainImageIsOneRegion() {
    LabelGrid grid = segmenter.segment(Drawn.image(100, 80, (x, y) -> 0x808080), 14, 14);
    assertThat(grid.regions()).isEqualTo(1);
  }

  @Test
  void aTexturedPlateOnATexturedTableStaysApartFromIt() {
    RgbImage image =
        Drawn.image(
            224,
            224,
            (x, y) -> {
              boolean plate = Math.hypot(x - 112, y - 112) < 70;
              int texture = (x / 3 + y / 3) % 2 * 12;
              return plate
                  ? (200 + texture) << 16 | (190 + texture) << 8 | (180 + texture)
                  : (40 + texture) << 16 | (60 + texture) << 8 | (50 + texture);
            });
    LabelGrid grid = segmenter.segment(Drawn.noisy(image, 6), 14, 14);

    assertThat(grid.regions()).isBetween(2, 6);
    assertThat(grid.label(7, 7)).isNotEqualTo(grid.label(0, 0));
    assertThat(grid.label(6, 6)).isEqualTo(grid.label(7, 7));
    assertThat(grid.label(0, 13)).isEqualTo(grid.label(13, 0));
  }

  @Test
  void equalImagesGiveEqualGridsAlsoFromManyThreads() {
    RgbImage image =
        Drawn.noisy(Drawn.image(150, 110, (x, y) -> (x / 30 * 50) << 16 | (y / 40 * 80)), 10);
    LabelGrid expected = new GraphSegmenter().segment(image, 14, 14);
    assertThat(expected.regions()).isGreaterThan(3);
    assertThat(
            IntStream.range(0, 16)
                .parallel()
                .mapToObj(k -> segmenter.segment(image, 14, 14))
                .distinct()
                .toList())
        .containsExactly(expected);
  }

  @Test
  void theGridHasTheShapeThatIsAskedFor() {
    RgbImage tall = Drawn.image(60, 200, (x, y) -> y < 100 ? 0xFFFFFF : 0x000000);
    LabelGrid grid = segmenter.segment(tall, 28, 7);
    assertThat(grid.rows()).isEqualTo(28);
    assertThat(grid.columns()).isEqualTo(7);
    assertThat(grid.label(13, 3)).isEqualTo(0);
    assertThat(grid.label(14, 3)).isEqualTo(1);
  }

  @Test
  void aLargeImageIsShrunkAndGivesTheSameRegionsAsASmallOne() {
    Drawn.Painter quarters = (x, y) -> (x < 700 ? 0x400000 : 0xF00000) | (y < 500 ? 0x10 : 0xE0);
    RgbImage large = Drawn.image(1401, 1001, quarters);
    assertThat(segmenter.labels(large).width()).isEqualTo(467);
    LabelGrid grid = segmenter.segment(large, 14, 14);
    assertThat(grid.regions()).isEqualTo(4);
    assertThat(grid)
        .isEqualTo(
            segmenter.segment(
                Drawn.image(140, 100, (x, y) -> quarters.colour(10 * x, 10 * y)), 14, 14));
  }

  @Test
  void noRegionIsSmallerThanAsked() {
    RgbImage busy = Drawn.noisy(Drawn.image(120, 120, (x, y) -> 0x808080), 120);
    LabelMap map = new GraphSegmenter(5, 0.02).labels(busy);
    int regions = Arrays.stream(map.labels()).max().orElseThrow() + 1;
    assertThat(regions).isGreaterThan(1);
    int[] areas = new int[regions];
    for (int label : map.labels()) {
      areas[label]++;
    }
    assertThat(Arrays.stream(areas).min().orElseThrow()).isGreaterThanOrEqualTo(288);
  }

  @Test
  void anImageSmallerThanTheGridWorks() {
    LabelGrid grid = segmenter.segment(Drawn.image(5, 3, (x, y) -> 0x123456), 14, 14);
    assertThat(grid.labels()).hasSize(196).containsOnly(0);
  }

  @Test
  void theIdNamesTheSettings() {
    assertThat(new GraphSegmenter().id()).isNotEqualTo(new GraphSegmenter(100, 0.005).id());
  }

  @Test
  void impossibleSettingsAreRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> new GraphSegmenter(0, 0.1));
    assertThatIllegalArgumentException().isThrownBy(() -> new GraphSegmenter(300, Double.NaN));
  }
}
