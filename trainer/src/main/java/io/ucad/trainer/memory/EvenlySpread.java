package io.ucad.trainer.memory;

import java.util.stream.IntStream;

/** A choice of images that covers the whole of a training set. */
public final class EvenlySpread {
  private EvenlySpread() {}

  /** {@code count} of the numbers below {@code n}, or all of them, ascending. */
  public static int[] of(int n, int count) {
    int wanted = Math.min(n, count);
    return IntStream.range(0, wanted).map(i -> (int) ((long) i * n / wanted)).toArray();
  }
}
