package io.ucad.detector.image;

import static org.assertj.core.api.Assertions.assertThat;

import io.ucad.detector.testing.Child;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An image within the limits for which the process has no memory left. */
class LittleMemoryTest {
  @TempDir Path folder;

  @Test
  void itIsRefusedAndTheNextOneIsDecoded() throws Exception {
    Path large = folder.resolve("large.png");
    Path small = folder.resolve("small.png");
    Files.write(large, new PngFixture(4900, 4900, 8, 0).encode((x, y, c) -> 0));
    Files.write(small, new PngFixture(64, 48, 8, 0).encode((x, y, c) -> x));

    assertThat(
            Child.run(
                List.of("-Xmx16m", "-XX:+UseSerialGC"),
                LittleMemoryTest.class,
                large.toString(),
                large.toString(),
                small.toString()))
        .containsExactly("DECODER_OVERLOADED", "DECODER_OVERLOADED", "decoded 64 x 48");
  }

  /** The process with little memory decodes some files. */
  public static void main(String[] files) throws IOException {
    ImageGuard guard = new ImageGuard(ImageLimits.defaults());
    for (String file : files) {
      try {
        DecodedImage image = guard.decode(Files.readAllBytes(Path.of(file)));
        System.out.println("decoded " + image.width() + " x " + image.height());
      } catch (ImageRejectedException e) {
        System.out.println(e.code());
      }
    }
  }
}
