package io.ucad.trainer.sample;

/** Removes small 8-connected islands from a mask. */
final class Islands {
  private Islands() {}

  static void drop(boolean[] mask, int size, int least) {
    boolean[] seen = new boolean[mask.length];
    int[] queue = new int[mask.length];
    for (int start = 0; start < mask.length; start++) {
      if (!mask[start] || seen[start]) {
        continue;
      }
      int end = flood(mask, size, seen, queue, start);
      if (end < least) {
        for (int k = 0; k < end; k++) {
          mask[queue[k]] = false;
        }
      }
    }
  }

  /** Fills the queue with the island of {@code start} and returns its area. */
  private static int flood(boolean[] mask, int size, boolean[] seen, int[] queue, int start) {
    int end = 0;
    queue[end++] = start;
    seen[start] = true;
    for (int head = 0; head < end; head++) {
      int row = queue[head] / size;
      int column = queue[head] % size;
      for (int r = Math.max(0, row - 1); r <= Math.min(size - 1, row + 1); r++) {
        for (int c = Math.max(0, column - 1); c <= Math.min(size - 1, column + 1); c++) {
          int next = r * size + c;
          if (mask[next] && !seen[next]) {
            seen[next] = true;
            queue[end++] = next;
          }
        }
      }
    }
    return end;
  }
}
