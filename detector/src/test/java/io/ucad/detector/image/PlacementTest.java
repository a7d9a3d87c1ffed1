package io.ucad.detector.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PlacementTest {
  @ParameterizedTest
  @EnumSource(Fit.class)
  void coordinatesComeBackFromTheInput(Fit fit) {
    Random random = new Random(3);
    for (int i = 0; i < 1000; i++) {
      int width = 1 + random.nextInt(5000);
      int height = 1 + random.nextInt(5000);
      Placement placement =
          input(fit, 1 + random.nextInt(500), 1 + random.nextInt(500)).placement(width, height);
      double x = random.nextDouble() * width;
      double y = random.nextDouble() * height;

      assertThat(placement.toSourceX(placement.toInputX(x))).isCloseTo(x, offset(1e-8));
      assertThat(placement.toSourceY(placement.toInputY(y))).isCloseTo(y, offset(1e-8));
      assertThat(placement.showsSource(placement.toInputX(x), placement.toInputY(y))).isTrue();
    }
  }

  @Test
  void cornersOfTheImageAreCornersOfItsPlace() {
    Placement placement = input(Fit.PAD, 224, 224).placement(448, 1117);

    assertThat(placement).isEqualTo(new Placement(448, 1117, 67, 0, 90, 224));
    assertThat(placement.toSourceX(67)).isZero();
    assertThat(placement.toSourceX(157)).isEqualTo(448);
    assertThat(placement.toSourceY(224)).isEqualTo(1117);
    assertThat(placement.showsSource(66.9, 10)).isFalse();
    assertThat(placement.showsSource(157, 10)).isFalse();
  }

  @Test
  void aPixelIsWhereThePreprocessorPutsIt() {
    byte[] grey = new byte[300 * 100];
    grey[40 * 300 + 210] = (byte) 255;
    Preprocessing input = input(Fit.PAD, 64, 64);
    float[] planar = new Preprocessor(input).apply(DecodedImage.grey(300, 100, grey));
    Placement placement = input.placement(300, 100);

    int brightestX = placement.left();
    int brightestY = placement.top();
    for (int y = placement.top(); y < placement.top() + placement.height(); y++) {
      for (int x = placement.left(); x < placement.left() + placement.width(); x++) {
        if (planar[y * 64 + x] > planar[brightestY * 64 + brightestX]) {
          brightestX = x;
          brightestY = y;
        }
      }
    }

    double oneInputPixel = 300 / 64.0;
    assertThat(placement.toSourceX(brightestX + 0.5)).isCloseTo(210.5, offset(oneInputPixel));
    assertThat(placement.toSourceY(brightestY + 0.5)).isCloseTo(40.5, offset(oneInputPixel));
  }

  private static Preprocessing input(Fit fit, int width, int height) {
    Preprocessing plain = Preprocessing.imageNet(width, height);
    return new Preprocessing(width, height, fit, Filter.BILINEAR, plain.mean(), plain.std());
  }
}
