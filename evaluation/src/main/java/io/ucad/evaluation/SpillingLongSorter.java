package io.ucad.evaluation;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Sorts any number of longs with a bounded buffer: what does not fit is sorted, spilled and merged
 * back (external merge sort). Within the buffer no file is touched.
 */
final class SpillingLongSorter implements AutoCloseable {
  private static final int FIRST_BUFFER = 1 << 16;
  private static final int MIN_WINDOW = 128;

  private final int capacity;
  private final Path directory;
  private long[] buffer;
  private int filled;
  private @Nullable RunFile file;

  SpillingLongSorter(int capacity, Path directory) {
    this.capacity = capacity;
    this.directory = directory;
    this.buffer = new long[Math.min(capacity, FIRST_BUFFER)];
  }

  void add(long value) {
    if (filled == buffer.length) {
      if (filled < capacity) {
        buffer = Arrays.copyOf(buffer, (int) Math.min(capacity, 2L * filled));
      } else {
        spill();
      }
    }
    buffer[filled++] = value;
  }

  /** Gives all longs in ascending order, once. */
  void drain(LongConsumer consumer) {
    RunFile spilled = file;
    if (spilled == null) {
      Arrays.sort(buffer, 0, filled);
      for (int i = 0; i < filled; i++) {
        consumer.accept(buffer[i]);
      }
    } else {
      spill();
      buffer = new long[0]; // its room goes to the windows of the runs
      int share = capacity / spilled.runs().size();
      new RunMerge(spilled, Math.min(RunFile.TRANSFER, Math.max(MIN_WINDOW, share)))
          .forEach(consumer);
    }
    filled = 0;
  }

  private void spill() {
    RunFile target = file == null ? new RunFile(directory) : file;
    file = target;
    Arrays.sort(buffer, 0, filled);
    target.append(buffer, filled);
    filled = 0;
  }

  @Override
  public void close() {
    RunFile spilled = file;
    file = null;
    if (spilled != null) {
      spilled.close();
    }
  }
}
