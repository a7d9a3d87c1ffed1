package io.ucad.detector.safetensors;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.WritableByteChannel;

/**
 * Takes the elements of one tensor; counts them, so that a tensor is never written shorter or
 * longer than its header says.
 */
public final class TensorSink {
  private final WritableByteChannel channel;
  private final String name;
  private final DType dtype;
  private final long expected;
  private final ByteBuffer buffer = ByteBuffer.allocate(1 << 16).order(ByteOrder.LITTLE_ENDIAN);
  private long written;

  TensorSink(WritableByteChannel channel, String name, DType dtype, long expected) {
    this.channel = channel;
    this.name = name;
    this.dtype = dtype;
    this.expected = expected;
  }

  /** Appends floats; an F16 tensor takes the nearest half-precision value of each. */
  public void write(float... values) throws IOException {
    if (dtype != DType.F32 && dtype != DType.F16) {
      throw new IllegalStateException("tensor '" + name + "' holds " + dtype + ", not floats");
    }
    claim(values.length);
    for (float value : values) {
      room();
      if (dtype == DType.F32) {
        buffer.putFloat(value);
      } else {
        buffer.putShort(Float16.fromFloat(value));
      }
    }
  }

  /** Appends ints. */
  public void write(int... values) throws IOException {
    if (dtype != DType.I32) {
      throw new IllegalStateException("tensor '" + name + "' holds " + dtype + ", not ints");
    }
    claim(values.length);
    for (int value : values) {
      room();
      buffer.putInt(value);
    }
  }

  /** Appends bytes. */
  public void write(byte[] values) throws IOException {
    if (dtype != DType.U8) {
      throw new IllegalStateException("tensor '" + name + "' holds " + dtype + ", not bytes");
    }
    claim(values.length);
    for (byte value : values) {
      room();
      buffer.put(value);
    }
  }

  void finish() throws IOException {
    if (written != expected) {
      throw new IllegalStateException(
          "tensor '" + name + "': expected " + expected + " bytes, " + written + " were written");
    }
    drain();
  }

  private void claim(int elements) {
    written += (long) elements * dtype.bytes();
    if (written > expected) {
      throw new IllegalStateException(
          "tensor '" + name + "': expected " + expected + " bytes, more were written");
    }
  }

  private void room() throws IOException {
    if (buffer.remaining() < 4) {
      drain();
    }
  }

  private void drain() throws IOException {
    writeAll(channel, buffer.flip());
    buffer.clear();
  }

  static void writeAll(WritableByteChannel channel, ByteBuffer bytes) throws IOException {
    while (bytes.hasRemaining()) {
      channel.write(bytes);
    }
  }
}
