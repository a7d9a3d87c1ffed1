package io.ucad.detector.image;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

/** Real images of real cameras. */
class SharedImagesTest {
  private final ImageGuard guard = new ImageGuard(ImageLimits.defaults());

  @Test
  void allOfThemDecodeAndMasksMarkSomething() throws IOException {
    int marked = 0;
    for (Path file : files()) {
      byte[] bytes = Files.readAllBytes(file);
      DecodedImage image = guard.decode(bytes);
      assertThat(guard.inspect(bytes).width()).as(file.toString()).isEqualTo(image.width());
      if (file.getFileName().toString().endsWith("_mask.png")) {
        Mask mask = guard.readMask(bytes);
        assertThat(mask.height()).as(file.toString()).isEqualTo(image.height());
        marked += mask.area() > 0 ? 1 : 0;
      }
    }
    // One real mask (magnetic_tile, exp4_num_124690) is black.
    assertThat(marked).isGreaterThanOrEqualTo(330);
  }

  @Test
  void pixelsAreThoseOfTheJdk() throws IOException {
    List<Path> files = files();
    for (int i = 0; i < files.size(); i += 97) {
      byte[] bytes = Files.readAllBytes(files.get(i));
      DecodedImage image = guard.decode(bytes);
      java.awt.image.BufferedImage other = ImageIO.read(new ByteArrayInputStream(bytes));
      int[] bands = new int[other.getRaster().getNumBands()];
      for (int y = 0; y < image.height(); y += 7) {
        for (int x = 0; x < image.width(); x += 5) {
          other.getRaster().getPixel(x, y, bands);
          for (int c = 0; c < 3; c++) {
            assertThat(image.sample(x, y, c)).isEqualTo(bands[Math.min(c, bands.length - 1)]);
          }
        }
      }
    }
  }

  private static List<Path> files() throws IOException {
    Path data = Path.of(System.getProperty("ucad.shared", "../../shared")).resolve("data");
    assumeTrue(
        Files.isDirectory(data),
        "SKIPPED: the shared industrial images are missing at " + data.toAbsolutePath());
    try (Stream<Path> walk = Files.walk(data)) {
      return walk.filter(file -> file.toString().matches(".*\\.(jpg|png)")).sorted().toList();
    }
  }
}
