package io.ucad.detector;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDManager;
import io.ucad.detector.backbone.Backbone;
import io.ucad.detector.image.DecodedImage;
import io.ucad.detector.testing.Native;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Ten thousand predictions of all kinds, after as many to warm up, leave nothing behind. They run
 * in a process of their own, whose heap is resident as a whole from the start: what grows is not
 * the garbage collector's.
 */
class TenThousandPredictionsTest {
  private static final int PREDICTIONS = 20_000;
  private static final int WARM_UP = 10_000;
  private static final int BATCH = 5;
  private static final long SLACK = 8L << 20;

  @Test
  void leaveNoArrayAndNoMemory(@TempDir Path folder) throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xms256m",
                "-Xmx256m",
                "-XX:+AlwaysPreTouch",
                "-XX:+UseSerialGC",
                "-Dai.djl.offline=true",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                TenThousandPredictionsTest.class.getName(),
                folder.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    assertThat(Long.parseLong(said.strip()))
        .as("growth over %d predictions, bytes", PREDICTIONS - WARM_UP)
        .isLessThan(SLACK);
  }

  /** Prints by how many bytes the process grew after the warm-up. */
  public static void main(String[] arguments) {
    try (Backbone backbone = DetectorFixture.backbone(Path.of(arguments[0]));
        NDManager manager = Native.manager();
        var detector = new Detector(manager, backbone, DetectorFixture.tasks(backbone), 3)) {
      List<DecodedImage> images = new ArrayList<>();
      for (int i = 0; i < 60; i++) {
        images.add(
            i % 3 == 0 ? DetectorFixture.defective(i % 6, i) : DetectorFixture.normal(i % 6, i));
      }
      int arrays = -1;
      long before = 0;
      for (int done = 0; done < PREDICTIONS; done += BATCH) {
        predict(detector, images.subList(done % images.size(), done % images.size() + BATCH), done);
        if (arrays < 0) {
          arrays = Native.arrays(manager.getParentManager());
        }
        assertThat(Native.arrays(manager.getParentManager())).isEqualTo(arrays);
        if (done == WARM_UP) {
          before = settled();
        }
      }
      System.out.println(settled() - before);
    }
  }

  private static void predict(Detector detector, List<DecodedImage> images, int done) {
    switch (done / BATCH % 3) {
      case 2 ->
          images.forEach(i -> detector.inspect(i, new InspectionOptions(Optional.of("prefix"), 2)));
      case 1 -> images.forEach(i -> detector.inspect(i, InspectionOptions.DEFAULT));
      default -> detector.inspect(images, InspectionOptions.DEFAULT);
    }
  }

  /** Resident memory once the heap's garbage, and the buffers that it owns, are gone. */
  private static long settled() {
    System.gc();
    System.runFinalization();
    System.gc();
    return Native.resident();
  }
}
