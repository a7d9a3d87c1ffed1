package io.ucad.trainer.region;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LabelMapSegmenterTest {
  private static final RgbImage IMAGE = Drawn.image(2, 2, (x, y) -> 0);

  /** Stands in for the image guard: four labels, one byte each, of a 2x2 map. */
  private static final LabelReader BYTES =
      encoded -> {
        int[] labels = new int[encoded.length];
        for (int i = 0; i < labels.length; i++) {
          labels[i] = encoded[i] & 0xFF;
        }
        return new LabelMap(labels.length / 2, 2, labels);
      };

  @TempDir Path labels;

  @Test
  void readsTheMapOfTheSameRelativePath() throws IOException {
    write("train/good/007.png", 3, 3, 200, 3);
    RegionSegmenter segmenter =
        new LabelMapSegmenter(labels, BYTES).forImage(Path.of("train/good/007.jpg"));
    assertThat(segmenter.segment(IMAGE, 2, 2).labels()).containsExactly(0, 0, 1, 0);
    assertThat(segmenter.segment(IMAGE, 4, 4).regions()).isEqualTo(2);
    assertThat(segmenter.id()).isEqualTo("label-map");
  }

  @Test
  void aMissingMapIsNamed() {
    RegionSegmenter segmenter =
        new LabelMapSegmenter(labels, BYTES).forImage(Path.of("train/good/008.png"));
    assertThatThrownBy(() -> segmenter.segment(IMAGE, 2, 2))
        .isInstanceOf(RegionException.class)
        .hasMessageContaining(labels.resolve("train/good/008.png").toString());
  }

  @Test
  void aMapOfAnotherSizeIsRefused() throws IOException {
    write("a.png", 1, 2, 3, 4, 5, 6);
    RegionSegmenter segmenter = new LabelMapSegmenter(labels, BYTES).forImage(Path.of("a.png"));
    assertThatThrownBy(() -> segmenter.segment(IMAGE, 2, 2))
        .isInstanceOf(RegionException.class)
        .hasMessageContaining("2x2")
        .hasMessageContaining("3x2");
  }

  @Test
  void aPathOutOfTheFolderIsRefused() {
    LabelMapSegmenter maps = new LabelMapSegmenter(labels, BYTES);
    assertThatThrownBy(() -> maps.forImage(Path.of("../secret.png")))
        .isInstanceOf(RegionException.class);
    assertThatThrownBy(() -> maps.forImage(labels.resolve("a.png").toAbsolutePath()))
        .isInstanceOf(RegionException.class);
  }

  private void write(String name, int... values) throws IOException {
    byte[] bytes = new byte[values.length];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = (byte) values[i];
    }
    Path file = labels.resolve(name);
    Files.createDirectories(labels.resolve("train/good"));
    Files.write(file, bytes);
  }
}
