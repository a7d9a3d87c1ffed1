package io.ucad.endpoint.http;

import io.ucad.endpoint.batch.ByteBudget;
import java.util.Arrays;

/** The bytes of a body as they come, bounded each and together. Not thread-safe. */
final class Body {
  private static final int FIRST = 1 << 14;

  private final int max;
  private final ByteBudget budget;
  private byte[] bytes = new byte[0];
  private int size;

  Body(int max, ByteBudget budget) {
    this.max = max;
    this.budget = budget;
  }

  /**
   * @throws HttpProblem 413 over the limit, 503 if all bodies together are over theirs
   */
  void add(byte[] buffer, int count) {
    if (count > max - size) {
      throw tooLarge(max);
    }
    if (!budget.take(count)) {
      throw new HttpProblem(
              503,
              "OVERLOADED",
              "expected memory for one more request, found none left; send it again later")
          .with("Retry-After", "1");
    }
    if (size + count > bytes.length) {
      bytes = Arrays.copyOf(bytes, (int) Math.min(max, Math.max(FIRST, 2L * (size + count))));
    }
    System.arraycopy(buffer, 0, bytes, size, count);
    size += count;
  }

  static HttpProblem tooLarge(int max) {
    return new HttpProblem(
        413,
        "BODY_TOO_LARGE",
        "expected a body of at most %d bytes, found more; send a smaller image".formatted(max));
  }

  /** All bytes; the budget is still charged. */
  byte[] whole() {
    byte[] whole = bytes.length == size ? bytes : Arrays.copyOf(bytes, size);
    bytes = new byte[0];
    return whole;
  }

  /** Forgets the bytes and frees the budget. */
  void release() {
    budget.giveBack(size);
    size = 0;
    bytes = new byte[0];
  }
}
