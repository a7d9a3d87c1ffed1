package io.ucad.admin.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.ucad.detector.image.ImageGuard;
import io.ucad.detector.image.ImageLimits;
import io.ucad.trainer.sample.SampleProgress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoFilesTest {
  @TempDir private Path workspace;

  @Test
  void theImageToTryHasTheLargestDefect() throws Exception {
    var files = new DemoFiles(workspace, new DemoSize(List.of("tile"), 64, 6, 2, 6));
    files.draw("tile", SampleProgress.SILENT);
    var guard = new ImageGuard(ImageLimits.defaults());
    Path product = workspace.resolve("demo").resolve("tile");
    int largest = 0;
    List<Path> masks;
    try (Stream<Path> all = Files.walk(product.resolve("ground_truth"))) {
      masks = all.filter(Files::isRegularFile).toList();
    }
    assertThat(masks).hasSize(6);
    for (Path mask : masks) {
      largest = Math.max(largest, guard.readMask(Files.readAllBytes(mask)).area());
    }

    Path chosen = files.defective("tile");

    Path name = product.resolve("test").relativize(chosen);
    Path mask =
        product.resolve("ground_truth").resolve(name.toString().replace(".png", "_mask.png"));
    assertThat(guard.readMask(Files.readAllBytes(mask)).area()).isEqualTo(largest);
  }
}
