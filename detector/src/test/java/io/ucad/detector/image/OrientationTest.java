package io.ucad.detector.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OrientationTest {
  private final ImageGuard guard = new ImageGuard(ImageLimits.defaults());

  /**
   * The EXIF text: where the stored row 0 and column 0 are shown. Corners are named clockwise from
   * the shown top left.
   */
  @ParameterizedTest
  @CsvSource({
    "1,A,B,C,D",
    "2,B,A,D,C",
    "3,C,D,A,B",
    "4,D,C,B,A",
    "5,A,D,C,B",
    "6,D,A,B,C",
    "7,C,B,A,D",
    "8,B,C,D,A"
  })
  void cornersOfAJpegComeToLieWhereExifSays(
      int exif, char topLeft, char topRight, char bottomRight, char bottomLeft) {
    byte[] jpeg = JpegFixture.withOrientation(JpegFixture.encode(corners(), 1f, false), exif);

    DecodedImage image = guard.decode(jpeg);

    boolean turned = exif >= 5;
    assertThat(image.width()).isEqualTo(turned ? 32 : 64);
    assertThat(image.height()).isEqualTo(turned ? 64 : 32);
    assertThat(guard.inspect(jpeg))
        .isEqualTo(new ImageHeader(ImageFormat.JPEG, image.width(), image.height()));
    int right = image.width() - 5;
    int bottom = image.height() - 5;
    assertThat(image.sample(4, 4, 0)).isCloseTo(level(topLeft), offset(3));
    assertThat(image.sample(right, 4, 0)).isCloseTo(level(topRight), offset(3));
    assertThat(image.sample(right, bottom, 0)).isCloseTo(level(bottomRight), offset(3));
    assertThat(image.sample(4, bottom, 0)).isCloseTo(level(bottomLeft), offset(3));
  }

  @ParameterizedTest
  @CsvSource({"0", "9", "65535"})
  void valuesOutsideTheStandardAreIgnored(int exif) {
    byte[] jpeg = JpegFixture.withOrientation(JpegFixture.encode(corners(), 1f, false), exif);

    assertThat(guard.decode(jpeg).width()).isEqualTo(64);
  }

  @Test
  void brokenExifMeansAsStored() {
    byte[] tiff = JpegFixture.tiff(6, true);
    for (int length = 0; length < tiff.length; length++) {
      byte[] cut = java.util.Arrays.copyOf(tiff, length);
      Orientation read = ExifOrientation.read(cut, 0, length);
      assertThat(read).isEqualTo(length < 34 ? Orientation.AS_STORED : Orientation.ROTATED_90);
    }
    BigEndian.put32(tiff, 4, -1);
    assertThat(ExifOrientation.read(tiff, 0, tiff.length)).isEqualTo(Orientation.AS_STORED);
  }

  private static int level(char corner) {
    return 40 + 60 * (corner - 'A');
  }

  /** 64 x 32, the quarters A, B, C, D clockwise from the top left. */
  private static BufferedImage corners() {
    BufferedImage image = new BufferedImage(64, 32, BufferedImage.TYPE_INT_RGB);
    Graphics2D g = image.createGraphics();
    int[][] places = {{0, 0}, {32, 0}, {32, 16}, {0, 16}};
    for (int i = 0; i < 4; i++) {
      int level = level((char) ('A' + i));
      g.setColor(new Color(level, level, level));
      g.fillRect(places[i][0], places[i][1], 32, 16);
    }
    g.dispose();
    return image;
  }
}
