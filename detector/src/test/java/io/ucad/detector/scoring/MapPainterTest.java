package io.ucad.detector.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The one-matrix map against resize and blur done one after the other. */
class MapPainterTest {

  @ParameterizedTest(name = "{0} x {1} cells to {2} x {3}, sigma {4}")
  @CsvSource({
    "14, 14, 224, 224, 4",
    "4, 6, 32, 48, 4",
    "3, 5, 21, 35, 0",
    "1, 1, 8, 8, 4",
    "2, 3, 16, 24, 40",
    "5, 4, 40, 32, 0.05",
    "6, 6, 4, 5, 1.3"
  })
  void equalsResizeThenBlur(int rows, int columns, int height, int width, double sigma) {
    double[][] grid = grid(rows, columns);
    double[][] expected = SlowMap.paint(grid, height, width, sigma < 0.125 ? 0 : sigma);

    AnomalyMap map = new MapPainter(rows, columns, height, width, sigma).paint(flat(grid));

    assertThat(map.width()).isEqualTo(width);
    assertThat(map.height()).isEqualTo(height);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        assertThat((double) map.values()[y * width + x]).isCloseTo(expected[y][x], within(1e-5));
      }
    }
  }

  @Test
  void keepsTheMeanAndNeverOvershoots() {
    double[][] grid = grid(14, 14);
    float[] scores = flat(grid);

    AnomalyMap map = new MapPainter(14, 14, 224, 224, 4).paint(scores);

    assertThat(mean(map.values())).isCloseTo(mean(scores), within(1e-5));
    assertThat(map.max()).isLessThanOrEqualTo(max(scores));
    float[] ones = new float[196];
    java.util.Arrays.fill(ones, 1);
    AnomalyMap flat = new MapPainter(14, 14, 224, 224, 4).paint(ones);
    assertThat(flat.min()).isCloseTo(1, within(1e-6f));
    assertThat(flat.max()).isCloseTo(1, within(1e-6f));
  }

  @Test
  void aVanishingSigmaBlursNothing() {
    float[] scores = flat(grid(3, 3));

    assertThat(new MapPainter(3, 3, 9, 9, 1e-200).paint(scores).values())
        .isEqualTo(new MapPainter(3, 3, 9, 9, 0).paint(scores).values());
  }

  @Test
  void refusesAnotherGrid() {
    assertThatThrownBy(() -> new MapPainter(2, 3, 8, 8, 1).paint(new float[5]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("2 x 3 scores, found 5");
  }

  @Test
  void aCropIsThatPartOfTheMap() {
    AnomalyMap map = new AnomalyMap(4, 3, new float[] {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11});

    AnomalyMap part = map.crop(1, 1, 2, 2);

    assertThat(part.values()).containsExactly(5, 6, 9, 10);
    assertThat(part.width()).isEqualTo(2);
    assertThat(part.min()).isEqualTo(5);
    assertThat(part.max()).isEqualTo(10);
    assertThat(map.crop(0, 0, 4, 3)).isSameAs(map);
    assertThatThrownBy(() -> map.crop(3, 0, 2, 2))
        .as("a row must not run into the next one")
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("2 x 2 at 3, 0");
    assertThatThrownBy(() -> map.crop(-1, 0, 2, 2)).isInstanceOf(IllegalArgumentException.class);
  }

  private static double[][] grid(int rows, int columns) {
    var random = new SplittableRandom(rows * 31L + columns);
    double[][] grid = new double[rows][columns];
    for (double[] row : grid) {
      for (int c = 0; c < columns; c++) {
        row[c] = (float) random.nextDouble();
      }
    }
    return grid;
  }

  private static float[] flat(double[][] grid) {
    float[] flat = new float[grid.length * grid[0].length];
    for (int i = 0; i < flat.length; i++) {
      flat[i] = (float) grid[i / grid[0].length][i % grid[0].length];
    }
    return flat;
  }

  private static double mean(float[] values) {
    double sum = 0;
    for (float value : values) {
      sum += value;
    }
    return sum / values.length;
  }

  private static float max(float[] values) {
    float max = values[0];
    for (float value : values) {
      max = Math.max(max, value);
    }
    return max;
  }
}
