package io.ucad.cli.picture;

import static org.assertj.core.api.Assertions.assertThat;

import io.ucad.detector.image.DecodedImage;
import io.ucad.detector.image.ImageGuard;
import io.ucad.detector.image.ImageLimits;
import io.ucad.detector.image.Png;
import io.ucad.detector.scoring.AnomalyMap;
import org.junit.jupiter.api.Test;

class OverlayTest {
  private static final ImageGuard GUARD = new ImageGuard(ImageLimits.defaults());

  @Test
  void lightnessRisesFromStepToStep() {
    double before = -1;
    for (int step = 0; step < HeatColours.STEPS; step++) {
      double luminance =
          0.2126 * Math.pow(HeatColours.level(step, 0), 2.2)
              + 0.7152 * Math.pow(HeatColours.level(step, 1), 2.2)
              + 0.0722 * Math.pow(HeatColours.level(step, 2), 2.2);
      assertThat(luminance).as("step %d", step).isGreaterThan(before - 1e-9);
      before = luminance;
    }
  }

  @Test
  void onlyWhatIsHotIsColoured() {
    Picture grey = Picture.of(DecodedImage.grey(4, 1, new byte[] {100, 100, 100, 100}));
    AnomalyMap map = new AnomalyMap(4, 1, new float[] {0.1f, 0.1f, 0.1f, 2});
    Picture heat = Overlay.heat(grey, map, 1);
    assertThat(heat.rgb()[0]).isEqualTo((byte) 100);
    assertThat(heat.rgb()[9] & 0xFF).isGreaterThan(200);
    assertThat(grey.rgb()[9]).as("the picture itself is left alone").isEqualTo((byte) 100);
  }

  @Test
  void aGoodPartDoesNotGlow() {
    Picture grey = Picture.of(DecodedImage.grey(1, 1, new byte[] {100}));
    Picture heat = Overlay.heat(grey, new AnomalyMap(1, 1, new float[] {0.4f}), 1);
    assertThat(heat.rgb()).isEqualTo(grey.rgb());
  }

  @Test
  void theMaskIsOutlinedNotFilled() {
    byte[] grey = new byte[25];
    byte[] mask = new byte[25];
    mask[12] = (byte) 255;
    Picture outlined =
        Overlay.outline(
            Picture.of(DecodedImage.grey(5, 5, grey)), GUARD.readMask(Png.encodeGrey(5, 5, mask)));
    assertThat(outlined.rgb()[3 * 12 + 1]).isZero();
    assertThat(outlined.rgb()[3 * 11 + 1]).isNotZero();
    assertThat(outlined.rgb()[1]).isZero();
  }

  @Test
  void aThumbnailIsTheMeanOfWhatItStandsFor() {
    DecodedImage image = DecodedImage.grey(4, 2, new byte[] {0, 10, 20, 30, 40, 50, 60, 70});
    Picture small = Picture.thumbnail(image, 2);
    assertThat(small.width()).isEqualTo(2);
    assertThat(small.height()).isEqualTo(1);
    assertThat(small.rgb()).containsExactly(25, 25, 25, 45, 45, 45);
    assertThat(Picture.thumbnail(image, 200).width()).isEqualTo(4);
  }

  @Test
  void aJpegCanBeReadAgain() {
    DecodedImage image =
        GUARD.decode(Jpeg.encode(Picture.of(DecodedImage.grey(16, 8, new byte[128]))));
    assertThat(image.width()).isEqualTo(16);
    assertThat(image.height()).isEqualTo(8);
  }
}
