package io.ucad.detector.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.awt.image.BufferedImage;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JpegDecodingTest {
  private final ImageGuard guard = new ImageGuard(ImageLimits.defaults());

  @ParameterizedTest
  @CsvSource({"64,48,false", "64,48,true", "1,37,false", "37,1,true", "1,1,false", "17,9,true"})
  void colourDecodesCloseToWhatWasEncoded(int width, int height, boolean progressive) {
    BufferedImage original = JpegFixture.smooth(width, height, false);

    DecodedImage image = guard.decode(JpegFixture.encode(original, 0.95f, progressive));

    assertThat(image.isGrey()).isFalse();
    assertClose(image, original, 12);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void greyStaysGrey(boolean progressive) {
    BufferedImage original = JpegFixture.smooth(40, 30, true);

    DecodedImage image = guard.decode(JpegFixture.encode(original, 0.95f, progressive));

    assertThat(image.isGrey()).isTrue();
    for (int y = 0; y < 30; y++) {
      for (int x = 0; x < 40; x++) {
        assertThat(image.sample(x, y, 2))
            .isCloseTo(original.getRaster().getSample(x, y, 0), offset(4));
      }
    }
  }

  @Test
  void unmarkedComponentsAreYCbCrEvenWhenNotSubsampled() {
    byte[] ycbcr = filled(16 * 16, 76, 85, 255); // pure red

    byte[] jpeg = JpegFixture.encodeRaw(16, 16, 3, ycbcr);

    assertPixel(guard.decode(jpeg), 254, 0, 0);
  }

  @Test
  void adobeMarkerWithoutTransformMeansRgb() {
    byte[] jpeg =
        JpegFixture.withAdobe(JpegFixture.encodeRaw(16, 16, 3, filled(16 * 16, 200, 100, 50)), 0);

    assertPixel(guard.decode(jpeg), 200, 100, 50);
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void cmykIsReadInvertedWithAndWithoutAdobeMarker(boolean marked) {
    byte[] plain = JpegFixture.encodeRaw(16, 16, 4, filled(16 * 16, 255, 128, 0, 200));
    byte[] jpeg = marked ? JpegFixture.withAdobe(plain, 0) : plain;

    assertPixel(guard.decode(jpeg), 200, 128 * 200 / 255, 0);
  }

  @Test
  void ycckIsTheComplementInYCbCr() {
    // Red: stored C, M, Y = 255, 0, 0, whose complement is cyan, in YCbCr 179, 171, 0.
    byte[] jpeg =
        JpegFixture.withAdobe(
            JpegFixture.encodeRaw(16, 16, 4, filled(16 * 16, 179, 171, 0, 255)), 2);

    assertPixel(guard.decode(jpeg), 255, 0, 0);
  }

  @Test
  void brokenProfilesThumbnailsAndCommentsDoNotMatter() {
    byte[] jpeg = JpegFixture.encode(JpegFixture.smooth(32, 32, false), 0.9f, false);
    byte[] expected = guard.decode(jpeg).rgb();
    byte[] icc =
        "ICC_PROFILE\0\1\1 this is not a profile"
            .getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);
    byte[] jfxx =
        "JFXX\0\u0010 broken thumbnail".getBytes(java.nio.charset.StandardCharsets.ISO_8859_1);

    byte[] odd =
        JpegFixture.withSegment(
            JpegFixture.withSegment(JpegFixture.withSegment(jpeg, 0xE2, icc), 0xE0, jfxx),
            0xFE,
            new byte[60000]);

    assertThat(guard.decode(odd).rgb()).isEqualTo(expected);
  }

  @Test
  void paddingAndFurtherPicturesBehindTheEndAreIgnored() {
    byte[] jpeg = JpegFixture.encode(JpegFixture.smooth(32, 32, false), 0.9f, false);
    byte[] expected = guard.decode(jpeg).rgb();

    assertThat(guard.decode(Arrays.copyOf(jpeg, jpeg.length + 100)).rgb()).isEqualTo(expected);
    assertThat(guard.decode(JpegFixture.concat(jpeg, jpeg)).rgb()).isEqualTo(expected);
    byte[] filled = JpegFixture.concat(jpeg, new byte[] {0, 0, (byte) 0xFF, (byte) 0xFF}, jpeg);
    assertThat(guard.decode(filled).rgb()).isEqualTo(expected);
  }

  @Test
  void paddingBeforeTheEndMarkerIsHarmless() {
    byte[] jpeg = JpegFixture.encode(JpegFixture.smooth(32, 32, false), 0.9f, false);
    byte[] padded =
        JpegFixture.concat(
            Arrays.copyOf(jpeg, jpeg.length - 2),
            new byte[8],
            new byte[] {(byte) 0xFF, (byte) 0xD9});

    assertThat(guard.decode(padded).rgb()).isEqualTo(guard.decode(jpeg).rgb());
  }

  private static byte[] filled(int pixels, int... pixel) {
    byte[] samples = new byte[pixels * pixel.length];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (byte) pixel[i % pixel.length];
    }
    return samples;
  }

  private static void assertPixel(DecodedImage image, int red, int green, int blue) {
    assertThat(image.sample(5, 5, 0)).isCloseTo(red, offset(2));
    assertThat(image.sample(5, 5, 1)).isCloseTo(green, offset(2));
    assertThat(image.sample(5, 5, 2)).isCloseTo(blue, offset(2));
  }

  private static void assertClose(DecodedImage image, BufferedImage original, int tolerance) {
    assertThat(image.width()).isEqualTo(original.getWidth());
    assertThat(image.height()).isEqualTo(original.getHeight());
    for (int y = 0; y < image.height(); y++) {
      for (int x = 0; x < image.width(); x++) {
        for (int c = 0; c < 3; c++) {
          int expected = (original.getRGB(x, y) >> (16 - 8 * c)) & 0xFF;
          assertThat(image.sample(x, y, c)).isCloseTo(expected, offset(tolerance));
        }
      }
    }
  }
}
