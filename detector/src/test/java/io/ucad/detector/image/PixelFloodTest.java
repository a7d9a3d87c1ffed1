package io.ucad.detector.image;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** Reliability case 23: headers that claim huge sizes cost nothing. */
class PixelFloodTest {
  private static final int PARALLEL = 64;
  private static final long MOST_NANOS = 50_000_000L;
  private static final long MOST_BYTES = 64L << 20;

  private final ImageGuard guard = new ImageGuard(ImageLimits.defaults());

  private record Cost(ImageErrorCode code, long cpuNanos, long allocatedBytes) {}

  @Test
  void claimsOverTheBudgetAreRefusedFromTheHeader() throws Exception {
    byte[] png =
        new PngFixture(60_000, 60_000, 16, 6).assemble(PngFixture.deflate(new byte[1 << 20], 9));
    byte[] jpeg = claiming(60_000);

    assertRefused(List.of(png, jpeg), ImageErrorCode.IMAGE_TOO_LARGE);
  }

  @Test
  void claimsWithinTheBudgetThatTheDataCannotFillAreRefusedToo() throws Exception {
    byte[] png =
        new PngFixture(4900, 4900, 16, 6).assemble(PngFixture.deflate(new byte[1 << 20], 9));
    byte[] jpeg = claiming(4900);

    assertRefused(List.of(png, jpeg), ImageErrorCode.CORRUPT_IMAGE);
  }

  private static byte[] claiming(int side) {
    byte[] jpeg = JpegFixture.encode(JpegFixture.smooth(64, 64, false), 0.9f, false);
    int frame = JpegFixture.indexOf(jpeg, 0xC0);
    for (int at : new int[] {frame + 5, frame + 7}) {
      jpeg[at] = (byte) (side >> 8);
      jpeg[at + 1] = (byte) side;
    }
    return jpeg;
  }

  /** Processor time and bytes of each call, so that a busy machine does not decide the test. */
  private void assertRefused(List<byte[]> floods, ImageErrorCode code) throws Exception {
    floods.forEach(this::cost);
    ExecutorService pool = Executors.newFixedThreadPool(PARALLEL);
    try {
      CountDownLatch start = new CountDownLatch(1);
      List<Future<Cost>> running = new ArrayList<>();
      for (int i = 0; i < PARALLEL; i++) {
        byte[] flood = floods.get(i % floods.size());
        Callable<Cost> call =
            () -> {
              start.await();
              return cost(flood);
            };
        running.add(pool.submit(call));
      }
      start.countDown();
      long allocated = 0;
      for (Future<Cost> one : running) {
        Cost cost = one.get();
        assertThat(cost.code()).isEqualTo(code);
        assertThat(cost.cpuNanos()).isLessThan(MOST_NANOS);
        allocated += cost.allocatedBytes();
      }
      assertThat(allocated).isLessThan(MOST_BYTES);
    } finally {
      pool.shutdownNow();
    }
  }

  private Cost cost(byte[] flood) {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long bytes = threads.getCurrentThreadAllocatedBytes();
    long nanos = threads.getCurrentThreadCpuTime();
    try {
      guard.decode(flood);
      throw new AssertionError("A flood was decoded");
    } catch (ImageRejectedException e) {
      return new Cost(
          e.code(),
          threads.getCurrentThreadCpuTime() - nanos,
          threads.getCurrentThreadAllocatedBytes() - bytes);
    }
  }
}
