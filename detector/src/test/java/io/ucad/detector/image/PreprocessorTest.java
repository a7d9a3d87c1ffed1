package io.ucad.detector.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class PreprocessorTest {
  private static final List<Float> MEAN = List.of(0.485f, 0.456f, 0.406f);
  private static final List<Float> STD = List.of(0.229f, 0.224f, 0.225f);

  @Test
  void equalsTheSlowTwin() {
    Random random = new Random(7);
    for (int i = 0; i < 200; i++) {
      Preprocessing input =
          new Preprocessing(
              1 + random.nextInt(24),
              1 + random.nextInt(24),
              random.nextBoolean() ? Fit.STRETCH : Fit.PAD,
              random.nextBoolean() ? Filter.BILINEAR : Filter.BICUBIC,
              MEAN,
              STD);
      assertEqualsTheSlowTwin(input, noise(random, 1 + random.nextInt(60), 1 + random.nextInt(60)));
    }
  }

  /** Inputs of more rows than one band has, from images of fewer and of more rows. */
  @Test
  void bandsMeetWithoutASeam() {
    Random random = new Random(8);
    for (int height : new int[] {57, 112, 171}) {
      for (Filter filter : Filter.values()) {
        for (Fit fit : Fit.values()) {
          Preprocessing input = new Preprocessing(5, height, fit, filter, MEAN, STD);
          assertEqualsTheSlowTwin(input, noise(random, 7, 40));
          assertEqualsTheSlowTwin(input, noise(random, 9, 500));
        }
      }
    }
  }

  private static void assertEqualsTheSlowTwin(Preprocessing input, DecodedImage image) {
    float[] fast = new Preprocessor(input).apply(image);

    double[] slow = SlowResize.apply(input, image);
    for (int k = 0; k < slow.length; k++) {
      assertThat(Math.abs(fast[k] - slow[k]))
          .as("%s of %d x %d at %d", input, image.width(), image.height(), k)
          .isLessThan(1e-4);
    }
  }

  /** Values of Pillow 12.3, which rounds to bytes. */
  @Test
  void equalsPillow() {
    assertThat(resized(Filter.BILINEAR, 3)).containsExactly(121, 92, 29);
    assertThat(resized(Filter.BICUBIC, 3)).containsExactly(117, 96, 24);
    assertThat(resized(Filter.BICUBIC, 13))
        .containsExactly(0, 109, 254, 71, 45, 245, 148, 0, 11, 23, 30, 37, 41);
  }

  private static int[] resized(Filter filter, int width) {
    DecodedImage image =
        DecodedImage.grey(8, 1, new byte[] {0, (byte) 255, 0, (byte) 255, 10, 20, 30, 40});
    Preprocessing plain =
        new Preprocessing(width, 1, Fit.STRETCH, filter, List.of(0f, 0f, 0f), List.of(1f, 1f, 1f));
    float[] row = new Preprocessor(plain).apply(image);
    int[] bytes = new int[width];
    for (int x = 0; x < width; x++) {
      bytes[x] = Math.max(0, Math.min(255, Math.round(row[x] * 255)));
    }
    return bytes;
  }

  @Test
  void anImageOfTheRightSizeIsOnlyNormalised() {
    DecodedImage image = noise(new Random(1), 9, 5);
    float[] planar = new Preprocessor(Preprocessing.imageNet(9, 5)).apply(image);

    for (int c = 0; c < 3; c++) {
      for (int y = 0; y < 5; y++) {
        for (int x = 0; x < 9; x++) {
          float expected = (image.sample(x, y, c) / 255f - MEAN.get(c)) / STD.get(c);
          assertThat(Math.abs(planar[(c * 5 + y) * 9 + x] - expected)).isLessThan(1e-5f);
        }
      }
    }
  }

  @Test
  void paddingIsTheMeanColourAndTheImageIsCentred() {
    Preprocessing padded = new Preprocessing(8, 8, Fit.PAD, Filter.BILINEAR, MEAN, STD);
    byte[] white = new byte[20 * 10];
    Arrays.fill(white, (byte) 255);
    float[] target = new float[10 + padded.inputLength()];
    Arrays.fill(target, 99);

    new Preprocessor(padded).applyInto(DecodedImage.grey(20, 10, white), target, 10);

    for (int y = 0; y < 8; y++) {
      float expected = y >= 2 && y < 6 ? (1 - MEAN.get(0)) / STD.get(0) : 0;
      assertThat(Math.abs(target[10 + y * 8 + 3] - expected)).isLessThan(1e-4f);
    }
    assertThat(target[9]).isEqualTo(99);
  }

  @Test
  void oneInstanceServesImagesOfDifferentSizesAndBuffers() {
    Preprocessor preprocessor = new Preprocessor(Preprocessing.inception(6, 6));
    DecodedImage small = noise(new Random(2), 3, 4);
    DecodedImage large = noise(new Random(3), 50, 40);
    FloatBuffer both = FloatBuffer.allocate(2 * preprocessor.preprocessing().inputLength());

    preprocessor.applyInto(small, both);
    preprocessor.applyInto(large, both);

    assertThat(both.remaining()).isZero();
    assertThat(Arrays.copyOf(both.array(), 108)).isEqualTo(preprocessor.apply(small));
    assertThat(Arrays.copyOfRange(both.array(), 108, 216)).isEqualTo(preprocessor.apply(large));
  }

  @Test
  void equalSettingsAreEqualAndWrongOnesAreRefused() {
    assertThat(Preprocessing.imageNet(224, 224))
        .isEqualTo(new Preprocessing(224, 224, Fit.STRETCH, Filter.BILINEAR, MEAN, STD));
    assertThatIllegalArgumentException().isThrownBy(() -> Preprocessing.imageNet(0, 224));
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> new Preprocessing(8, 8, Fit.PAD, Filter.BILINEAR, MEAN, List.of(1f, 0f, 1f)))
        .withMessageContaining("std");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                new Preprocessor(Preprocessing.imageNet(4, 4))
                    .applyInto(noise(new Random(1), 2, 2), new float[48], 1));
  }

  private static DecodedImage noise(Random random, int width, int height) {
    boolean grey = random.nextBoolean();
    byte[] samples = new byte[width * height * (grey ? 1 : 3)];
    random.nextBytes(samples);
    return grey
        ? DecodedImage.grey(width, height, samples)
        : DecodedImage.rgb(width, height, samples);
  }
}
