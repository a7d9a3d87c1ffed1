package io.ucad.detector.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class PngDecodingTest {
  private static final int GREY = 0;
  private static final int RGB = 2;
  private static final int INDEXED = 3;
  private static final int GREY_ALPHA = 4;
  private static final int RGBA = 6;

  private final ImageGuard guard = new ImageGuard(ImageLimits.defaults());

  record Kind(int type, int depth, boolean interlaced, int width, int height) {}

  static List<Kind> kinds() {
    List<Kind> kinds = new ArrayList<>();
    int[][] typesAndDepths = {
      {GREY, 1},
      {GREY, 2},
      {GREY, 4},
      {GREY, 8},
      {GREY, 16},
      {RGB, 8},
      {RGB, 16},
      {GREY_ALPHA, 8},
      {GREY_ALPHA, 16},
      {RGBA, 8},
      {RGBA, 16}
    };
    for (int[] kind : typesAndDepths) {
      for (boolean interlaced : new boolean[] {false, true}) {
        for (int[] size : new int[][] {{19, 13}, {1, 9}, {9, 1}, {1, 1}, {3, 5}}) {
          kinds.add(new Kind(kind[0], kind[1], interlaced, size[0], size[1]));
        }
      }
    }
    return kinds;
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void everyKindDecodesToTheRightPixels(Kind kind) {
    PngFixture fixture = fixture(kind).splitData(11);
    int full = (1 << kind.depth()) - 1;
    PngFixture.Samples samples =
        (x, y, c) -> (x * 7919 + y * 104729 + c * 31337 + x * y * 131) & full;

    DecodedImage image = guard.decode(fixture.encode(samples));

    assertThat(image.width()).isEqualTo(kind.width());
    assertThat(image.height()).isEqualTo(kind.height());
    boolean grey = kind.type() == GREY || kind.type() == GREY_ALPHA;
    assertThat(image.isGrey()).isEqualTo(grey);
    boolean alpha = kind.type() == GREY_ALPHA || kind.type() == RGBA;
    for (int y = 0; y < kind.height(); y++) {
      for (int x = 0; x < kind.width(); x++) {
        for (int c = 0; c < 3; c++) {
          double value = (double) samples.at(x, y, grey ? 0 : c) / full;
          double opacity = alpha ? (double) samples.at(x, y, grey ? 1 : 3) / full : 1;
          double expected = 255 * (opacity * value + (1 - opacity));
          assertThat((double) image.sample(x, y, c))
              .isCloseTo(expected, org.assertj.core.data.Offset.offset(0.5001));
        }
      }
    }
  }

  private static PngFixture fixture(Kind kind) {
    PngFixture fixture = new PngFixture(kind.width(), kind.height(), kind.depth(), kind.type());
    return kind.interlaced() ? fixture.interlaced() : fixture;
  }

  @Test
  void paletteIsLookedUpInEveryDepth() {
    byte[] palette = {10, 20, 30, (byte) 200, 100, 50, 0, 0, 0, (byte) 255, (byte) 255, 0};
    for (int depth : new int[] {2, 4, 8}) {
      byte[] png =
          new PngFixture(7, 5, depth, INDEXED)
              .chunk("PLTE", palette)
              .encode((x, y, c) -> (x + y) % 4);

      DecodedImage image = guard.decode(png);

      for (int y = 0; y < 5; y++) {
        for (int x = 0; x < 7; x++) {
          for (int c = 0; c < 3; c++) {
            assertThat(image.sample(x, y, c)).isEqualTo(palette[(x + y) % 4 * 3 + c] & 0xFF);
          }
        }
      }
    }
  }

  @Test
  void paletteOfGreysStaysGrey() {
    byte[] png =
        new PngFixture(2, 1, 1, INDEXED)
            .chunk("PLTE", (byte) 7, (byte) 7, (byte) 7, (byte) 9, (byte) 9, (byte) 9)
            .encode((x, y, c) -> x);

    DecodedImage image = guard.decode(png);

    assertThat(image.isGrey()).isTrue();
    assertThat(image.rgb()).containsExactly(7, 7, 7, 9, 9, 9);
  }

  @Test
  void transparentColoursAndEntriesShowWhite() {
    byte[] grey =
        new PngFixture(2, 1, 8, GREY)
            .chunk("tRNS", (byte) 0, (byte) 40)
            .encode((x, y, c) -> 40 + x);
    byte[] rgb =
        new PngFixture(2, 1, 16, RGB)
            .chunk("tRNS", (byte) 1, (byte) 2, (byte) 3, (byte) 4, (byte) 5, (byte) 6)
            .encode((x, y, c) -> new int[] {0x0102, 0x0304, 0x0506 + x}[c]);
    byte[] indexed =
        new PngFixture(2, 1, 8, INDEXED)
            .chunk("PLTE", new byte[6])
            .chunk("tRNS", (byte) 51)
            .encode((x, y, c) -> x);

    assertThat(guard.decode(grey).rgb()).containsExactly(255, 255, 255, 41, 41, 41);
    assertThat(guard.decode(rgb).rgb()).containsExactly(255, 255, 255, 1, 3, 5);
    assertThat(guard.decode(indexed).rgb()).containsExactly(204, 204, 204, 0, 0, 0);
  }

  @Test
  void sixteenBitsAreRoundedNotCut() {
    byte[] png = new PngFixture(3, 1, 16, GREY).encode((x, y, c) -> new int[] {128, 129, 65535}[x]);

    assertThat(guard.decode(png).rgb()).containsExactly(0, 0, 0, 1, 1, 1, 255, 255, 255);
  }

  @Test
  void orientationOfAnExifChunkIsApplied() {
    byte[] png =
        new PngFixture(2, 1, 8, GREY)
            .chunk("eXIf", JpegFixture.tiff(6, false))
            .encode((x, y, c) -> 10 + x);

    DecodedImage image = guard.decode(png);

    assertThat(image.width()).isEqualTo(1);
    assertThat(image.height()).isEqualTo(2);
    assertThat(image.rgb()).containsExactly(10, 10, 10, 11, 11, 11);
    assertThat(guard.inspect(png)).isEqualTo(new ImageHeader(ImageFormat.PNG, 1, 2));
  }
}
