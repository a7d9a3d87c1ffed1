package io.ucad.evaluation;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/** Sorted runs of longs, one after another in a temporary file that is gone once closed. */
final class RunFile implements AutoCloseable {
  /** Where a run lies, in longs. */
  record Run(long start, int length) {}

  /** Longs moved by one call to the operating system. */
  static final int TRANSFER = 1 << 16;

  private final Path directory;
  private final FileChannel channel;
  private final ByteBuffer transfer = ByteBuffer.allocateDirect(TRANSFER * Long.BYTES);
  private final List<Run> runs = new ArrayList<>();
  private long size;

  RunFile(Path directory) {
    this.directory = directory;
    try {
      Path file = Files.createTempFile(directory, "ucad-pixels-", ".runs");
      channel =
          FileChannel.open(
              file,
              StandardOpenOption.READ,
              StandardOpenOption.WRITE,
              StandardOpenOption.DELETE_ON_CLOSE);
    } catch (IOException e) {
      throw new SpillException(directory, 0, e);
    }
  }

  List<Run> runs() {
    return List.copyOf(runs);
  }

  void append(long[] sorted, int length) {
    runs.add(new Run(size, length));
    size += length;
    try {
      for (int from = 0; from < length; from += TRANSFER) {
        int count = Math.min(TRANSFER, length - from);
        transfer.clear();
        transfer.asLongBuffer().put(sorted, from, count);
        transfer.limit(count * Long.BYTES);
        while (transfer.hasRemaining()) {
          channel.write(transfer);
        }
      }
    } catch (IOException e) {
      throw new SpillException(directory, size, e);
    }
  }

  /** Fills {@code into[0..count)} from a position given in longs; at most {@link #TRANSFER}. */
  void read(long position, long[] into, int count) {
    transfer.clear();
    transfer.limit(count * Long.BYTES);
    try {
      while (transfer.hasRemaining()) {
        if (channel.read(transfer, position * Long.BYTES + transfer.position()) < 0) {
          throw new EOFException("the file is shorter than what was written to it");
        }
      }
    } catch (IOException e) {
      throw new SpillException(directory, size, e);
    }
    transfer.flip();
    transfer.asLongBuffer().get(into, 0, count);
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      throw new SpillException(directory, size, e);
    }
  }
}
