package io.ucad.detector.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.ByteArrayInputStream;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class PngTest {
  private final ImageGuard guard = new ImageGuard(ImageLimits.defaults());

  @Test
  void whatIsWrittenIsReadBack() {
    Random random = new Random(5);
    for (int i = 0; i < 100; i++) {
      int width = 1 + random.nextInt(300);
      int height = 1 + random.nextInt(300);
      byte[] grey = samples(random, width * height, i % 3);
      byte[] rgb = samples(random, width * height * 3, i % 3);

      DecodedImage one = guard.decode(Png.encodeGrey(width, height, grey));
      DecodedImage three = guard.decode(Png.encodeRgb(width, height, rgb));

      assertThat(one.isGrey()).isTrue();
      assertThat(one.samples()).isEqualTo(grey);
      assertThat(three.rgb()).isEqualTo(rgb);
    }
  }

  @Test
  void otherReadersAgree() throws Exception {
    byte[] grey = samples(new Random(1), 50 * 40, 1);

    java.awt.image.BufferedImage read =
        ImageIO.read(new ByteArrayInputStream(Png.encodeGrey(50, 40, grey)));

    assertThat(read.getRaster().getDataElements(0, 0, 50, 40, null)).isEqualTo(grey);
  }

  @Test
  void masksAndMapsBecomeSmall() {
    assertThat(Png.encodeGrey(448, 448, new byte[448 * 448])).hasSizeLessThan(3000);
    assertThat(Png.encodeGrey(224, 224, map())).hasSizeLessThan(224 * 224 / 2);
  }

  @Test
  void aWrongNumberOfSamplesIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Png.encodeGrey(3, 3, new byte[8]))
        .withMessageContaining("found 8");
  }

  private static byte[] map() {
    byte[] map = new byte[224 * 224];
    for (int y = 0; y < 224; y++) {
      for (int x = 0; x < 224; x++) {
        map[y * 224 + x] = (byte) (128 + 100 * Math.sin(x / 17.0) * Math.cos(y / 23.0));
      }
    }
    return map;
  }

  /** Noise, a smooth ramp, or flat. */
  private static byte[] samples(Random random, int length, int kind) {
    byte[] samples = new byte[length];
    if (kind == 0) {
      random.nextBytes(samples);
    }
    for (int i = 0; i < length && kind == 1; i++) {
      samples[i] = (byte) (128 + 100 * Math.sin(i / 900.0));
    }
    return samples;
  }
}
