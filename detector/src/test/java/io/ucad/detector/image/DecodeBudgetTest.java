package io.ucad.detector.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.ToLongFunction;
import org.junit.jupiter.api.Test;

class DecodeBudgetTest {
  private static final int CALLS = 400;

  @Test
  void neverMoreDecodesThanSlots() throws Exception {
    assertThat(most(new DecodeBudget(3, 1L << 40), 1000, bytes -> 1)).isBetween(1L, 3L);
  }

  @Test
  void neverMoreMemoryThanTheBudget() throws Exception {
    assertThat(most(new DecodeBudget(100, 10 << 20), 4 << 20, bytes -> bytes))
        .isBetween(1L, 10L << 20);
  }

  @Test
  void aDecodeLargerThanTheBudgetRunsAlone() throws Exception {
    assertThat(most(new DecodeBudget(100, 1 << 20), 4 << 20, bytes -> 1)).isEqualTo(1);
  }

  @Test
  void aFailedDecodeGivesItsPermitsBack() {
    DecodeBudget budget = new DecodeBudget(1, 1024);
    for (int i = 0; i < 10; i++) {
      try {
        budget.decode(
            5000,
            () -> {
              throw ImageRejectedException.corrupt("Expected nothing, found nothing");
            });
      } catch (ImageRejectedException e) {
        assertThat(e.code()).isEqualTo(ImageErrorCode.CORRUPT_IMAGE);
      }
    }
    assertThat(budget.decode(5000, () -> "done")).isEqualTo("done");
  }

  /** The largest sum of weights that ran at the same time. */
  private static long most(DecodeBudget budget, long bytes, ToLongFunction<Long> weight)
      throws Exception {
    AtomicLong running = new AtomicLong();
    AtomicLong most = new AtomicLong();
    ExecutorService pool = Executors.newFixedThreadPool(16);
    try {
      List<Future<?>> calls = new ArrayList<>();
      for (int i = 0; i < CALLS; i++) {
        calls.add(
            pool.submit(
                () ->
                    budget.decode(
                        bytes,
                        () -> {
                          long now = running.addAndGet(weight.applyAsLong(bytes));
                          most.accumulateAndGet(now, Math::max);
                          PngFixture.deflate(new byte[50_000], 6);
                          return running.addAndGet(-weight.applyAsLong(bytes));
                        })));
      }
      for (Future<?> call : calls) {
        call.get();
      }
    } finally {
      pool.shutdownNow();
    }
    return most.get();
  }
}
