package io.ucad.evaluation;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PixelMemoryTest {
  private static final int SIDE = 512;
  private static final int IMAGES = 80;
  private static final long BUDGET = 64L << 20;

  @TempDir Path directory;

  /**
   * Everything the thread ever allocated is counted, garbage included, so the bound holds however
   * the collector behaves. The pixels alone are 160 MiB as keys.
   */
  @Test
  void twentyMillionPixelsPassThroughAFewMegabytes() {
    float[] map = new float[SIDE * SIDE];
    boolean[] mask = new boolean[SIDE * SIDE];
    for (int i = 0; i < mask.length; i++) {
      mask[i] = i % SIDE < 40 && i / SIDE < 40;
    }
    SplittableRandom random = new SplittableRandom(1);
    PixelOptions options = PixelOptions.defaults().withBuffer(1 << 20, directory);
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long before = threads.getCurrentThreadAllocatedBytes();
    PixelReport report;
    try (PixelMetrics metrics = new PixelMetrics(options)) {
      for (int image = 0; image < IMAGES; image++) {
        for (int i = 0; i < map.length; i++) {
          map[i] = random.nextInt() * 0x1p-32f;
        }
        if (image % 4 == 0) {
          metrics.add(map, mask, SIDE, SIDE);
        } else {
          metrics.addNormal(map, SIDE, SIDE);
        }
      }
      report = metrics.finish();
    }
    long allocated = threads.getCurrentThreadAllocatedBytes() - before;

    assertThat((long) IMAGES * SIDE * SIDE * Long.BYTES).isGreaterThan(2 * BUDGET);
    assertThat(allocated).isPositive().isLessThan(BUDGET);
    assertThat(report.normalPixels() + report.defectivePixels())
        .isEqualTo((long) IMAGES * SIDE * SIDE);
    assertThat(report.auroc().orElseThrow()).isBetween(0.49, 0.51);
    assertThat(report.curve()).hasSizeLessThanOrEqualTo(512);
  }
}
