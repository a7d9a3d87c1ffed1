package io.ucad.detector.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LabelsAndMasksTest {
  private final ImageGuard guard = new ImageGuard(ImageLimits.defaults());

  @ParameterizedTest
  @CsvSource({"1,false", "2,true", "4,false", "8,true", "8,false", "16,false", "16,true"})
  void greyLabelsKeepTheirExactValues(int depth, boolean interlaced) {
    int full = (1 << depth) - 1;
    PngFixture fixture = new PngFixture(13, 11, depth, 0);
    byte[] png =
        (interlaced ? fixture.interlaced() : fixture)
            .encode((x, y, c) -> (x * 7001 + y * 257) & full);

    LabelMap labels = guard.readLabels(png);

    for (int y = 0; y < 11; y++) {
      for (int x = 0; x < 13; x++) {
        assertThat(labels.label(x, y)).isEqualTo((x * 7001 + y * 257) & full);
      }
    }
  }

  @Test
  void paletteLabelsAreIndicesNotColours() {
    byte[] png = new PngFixture(4, 1, 8, 3).chunk("PLTE", new byte[12]).encode((x, y, c) -> x);

    assertThat(guard.readLabels(png).labels()).containsExactly(0, 1, 2, 3);
  }

  @Test
  void coloursAndJpegsAreNotLabels() {
    byte[] rgb = Png.encodeRgb(1, 1, new byte[3]);
    byte[] jpeg = JpegFixture.encode(JpegFixture.smooth(8, 8, true), 1f, false);
    for (byte[] bytes : new byte[][] {rgb, jpeg}) {
      assertThatThrownBy(() -> guard.readLabels(bytes))
          .isInstanceOfSatisfying(
              ImageRejectedException.class,
              e -> assertThat(e.code()).isEqualTo(ImageErrorCode.UNSUPPORTED_ENCODING));
    }
  }

  @Test
  void masksOf255AndOf1AndColouredOnesMarkTheSame() {
    PngFixture.Samples corner = (x, y, c) -> x < 2 && y < 1 ? 255 : 0;
    PngFixture.Samples ones = (x, y, c) -> x < 2 && y < 1 ? 1 : 0;
    byte[] usual = new PngFixture(4, 3, 8, 0).encode(corner);
    byte[] oneBit = new PngFixture(4, 3, 1, 0).encode(ones);
    byte[] ofOnes = new PngFixture(4, 3, 8, 0).encode(ones);
    byte[] red = new PngFixture(4, 3, 8, 2).encode((x, y, c) -> c == 0 ? corner.at(x, y, 0) : 0);
    for (byte[] png : new byte[][] {usual, oneBit, ofOnes, red}) {
      Mask mask = guard.readMask(png);
      assertThat(mask.area()).isEqualTo(2);
      assertThat(mask.isMarked(1, 0)).isTrue();
      assertThat(mask.isMarked(2, 0)).isFalse();
      assertThat(mask.toArray())
          .containsExactly(
              true, true, false, false, false, false, false, false, false, false, false, false);
    }
  }

  @Test
  void smoothedEdgesAreCutInTheMiddleAndBlackMarksNothing() {
    assertThat(
            guard
                .readMask(Png.encodeGrey(4, 1, new byte[] {(byte) 255, (byte) 128, 127, 0}))
                .area())
        .isEqualTo(2);
    assertThat(guard.readMask(Png.encodeGrey(4, 1, new byte[4])).area()).isZero();
  }
}
