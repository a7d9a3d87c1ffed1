package io.ucad.admin.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.ucad.detector.testing.Child;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * One zip of many images, in a JVM whose heap is small: what is in use does not grow with the
 * images. The whole of it is {@code -Ducad.images.many=10000}, 280 MB in a heap of 192.
 */
class ManyImagesTest {
  private static final int IMAGES = Integer.getInteger("ucad.images.many", 600);
  private static final long MOST_GROWTH = 8 << 20;

  @TempDir private Path folder;

  @Test
  void aZipOfManyImagesTakesNoMoreMemoryThanOneOfFew() throws Exception {
    List<String> said =
        Child.run(
            List.of("-Xmx192m", "-Djava.awt.headless=true"),
            ManyImagesChild.class,
            folder.toString(),
            Integer.toString(IMAGES));
    assertThat(said).contains("taken " + IMAGES);
    List<Long> used =
        said.stream()
            .filter(line -> line.startsWith("used "))
            .map(line -> Long.parseLong(line.substring(5)))
            .toList();
    assertThat(used).hasSize(2);
    assertThat(used.get(1) - used.get(0)).as("bytes more in use").isLessThan(MOST_GROWTH);
  }
}
