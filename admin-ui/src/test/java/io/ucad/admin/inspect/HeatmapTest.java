package io.ucad.admin.inspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ucad.detector.image.DecodedImage;
import io.ucad.detector.image.ImageGuard;
import io.ucad.detector.image.ImageLimits;
import io.ucad.detector.scoring.AnomalyMap;
import java.util.List;
import org.junit.jupiter.api.Test;

class HeatmapTest {
  /** CIE lightness, which has nothing in common with the colour space that the map is made in. */
  private static double lightness(int rgb) {
    double y =
        0.2126 * linear(rgb >> 16 & 0xFF)
            + 0.7152 * linear(rgb >> 8 & 0xFF)
            + 0.0722 * linear(rgb & 0xFF);
    return 116 * Math.cbrt(y) - 16;
  }

  private static double linear(int channel) {
    double value = channel / 255.0;
    return value <= 0.04045 ? value / 12.92 : Math.pow((value + 0.055) / 1.055, 2.4);
  }

  @Test
  void coloursGetLighterInEqualStepsSoThatTheyReadWithoutColourVision() {
    int steps = 16;
    double whole = lightness(HeatColours.at(1)) - lightness(HeatColours.at(0));
    assertThat(whole).isGreaterThan(50);
    for (int i = 0; i < steps; i++) {
      double from = lightness(HeatColours.at((double) i / steps));
      double to = lightness(HeatColours.at((i + 1.0) / steps));
      assertThat(to - from).as("step %s", i).isCloseTo(whole / steps, within(0.3 * whole / steps));
    }
  }

  @Test
  void coloursAreInsideOfWhatAScreenCanShow() {
    for (int i = 0; i <= 100; i++) {
      int rgb = HeatColours.at(i / 100.0);
      for (int shift : new int[] {0, 8, 16}) {
        assertThat(rgb >> shift & 0xFF).as("no channel is cut off").isBetween(1, 254);
      }
    }
    assertThat(HeatColours.at(-1)).isEqualTo(HeatColours.at(0));
    assertThat(HeatColours.at(7)).isEqualTo(HeatColours.at(1));
  }

  @Test
  void theScaleIsThatOfTheThresholdAndNotOfThePicture() {
    assertThat(Heatmap.pixel(0.5) >>> 24).isZero();
    assertThat(Heatmap.pixel(1.25) >>> 24).isEqualTo(255);
    assertThat(Heatmap.pixel(1) >>> 24).isBetween(128, 254);
    assertThat(Heatmap.pixel(2) & 0xFFFFFF).isEqualTo(HeatColours.at(1));
    var map = new AnomalyMap(2, 1, new float[] {1, 2});
    byte[] png = Heatmap.png(map, 1);
    DecodedImage read = new ImageGuard(ImageLimits.defaults()).decode(png);
    assertThat(read.width()).isEqualTo(2);
    assertThat(read.sample(1, 0, 0)).isEqualTo(HeatColours.at(1) >> 16);
    assertThat(Heatmap.png(map, 2)).isNotEqualTo(png);
  }

  @Test
  void theContourOfADiscIsACircleAtTheLevel() {
    AnomalyMap disc = cone(64, 48, 30, 20, 15);
    List<double[]> lines = Contours.of(disc, 0.5f);
    assertThat(lines).hasSize(1);
    double[] line = lines.get(0);
    for (int i = 0; i < line.length; i += 2) {
      assertThat(Math.hypot(line[i] - 30.5, line[i + 1] - 20.5)).isCloseTo(7.5, within(0.1));
    }
    assertThat(area(line)).isCloseTo(Math.PI * 7.5 * 7.5, within(3.0));
  }

  @Test
  void everyLineIsClosedAtTheBorderTooAndHolesHaveTheirOwn() {
    AnomalyMap corner = cone(20, 20, 0, 0, 10);
    List<double[]> lines = Contours.of(corner, 0.5f);
    assertThat(lines).hasSize(1);
    for (double value : lines.get(0)) {
      assertThat(value).isBetween(0.0, 20.0);
    }
    float[] ring = cone(40, 40, 20, 20, 20).values().clone();
    ring[20 * 40 + 20] = 0;
    assertThat(Contours.of(new AnomalyMap(40, 40, ring), 0.5f)).hasSize(2);
    float[] facing = {1, 0, 0, 1};
    assertThat(Contours.of(new AnomalyMap(2, 2, facing), 0.5f)).hasSize(2);
    assertThat(Contours.of(corner, 2)).isEmpty();
  }

  /** Falls from 1 at a point to 0 at a radius. */
  private static AnomalyMap cone(int width, int height, int x, int y, double radius) {
    float[] values = new float[width * height];
    for (int i = 0; i < values.length; i++) {
      double away = Math.hypot(i % width - x, i / width - y);
      values[i] = (float) Math.max(0, 1 - away / radius);
    }
    return new AnomalyMap(width, height, values);
  }

  private static double area(double[] line) {
    double twice = 0;
    for (int i = 0; i < line.length; i += 2) {
      int next = (i + 2) % line.length;
      twice += line[i] * line[next + 1] - line[next] * line[i + 1];
    }
    return Math.abs(twice) / 2;
  }
}
