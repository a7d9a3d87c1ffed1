package io.ucad.detector.safetensors;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** Bytes that are read in pieces, because a file may be larger than a buffer. */
interface ByteSource {
  long size();

  /**
   * A read-only view of some bytes; the caller has checked that they exist and are at most 2^31 -
   * 1.
   */
  ByteBuffer slice(long offset, int length);

  static ByteSource of(ByteBuffer buffer) {
    ByteBuffer whole = buffer.slice().asReadOnlyBuffer();
    return new ByteSource() {
      @Override
      public long size() {
        return whole.limit();
      }

      @Override
      public ByteBuffer slice(long offset, int length) {
        return whole.slice((int) offset, length);
      }
    };
  }

  /** Up to here a piece is read; a mapping is undone by nothing but a garbage collection. */
  int READ = 4 << 20;

  /**
   * Reads or maps each piece when it is asked for. The size is taken once: a file that grows or
   * shrinks later is not followed.
   */
  static ByteSource of(FileChannel channel) throws IOException {
    long size = channel.size();
    return new ByteSource() {
      @Override
      public long size() {
        return size;
      }

      @Override
      public ByteBuffer slice(long offset, int length) {
        try {
          // A map beyond the end would extend a writable file and is an error on a read-only one:
          // refuse it here.
          if (offset + length > channel.size()) {
            throw shortened();
          }
          return length <= READ
              ? read(channel, offset, length)
              : channel.map(FileChannel.MapMode.READ_ONLY, offset, length);
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    };
  }

  private static ByteBuffer read(FileChannel channel, long offset, int length) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(length);
    while (bytes.hasRemaining()) {
      if (channel.read(bytes, offset + bytes.position()) < 0) {
        throw shortened();
      }
    }
    return bytes.flip().asReadOnlyBuffer();
  }

  private static IOException shortened() {
    return new IOException("the file was shortened while it was read");
  }
}
