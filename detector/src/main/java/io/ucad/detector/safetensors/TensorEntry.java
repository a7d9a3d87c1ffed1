package io.ucad.detector.safetensors;

import io.ucad.detector.safetensors.SafetensorsException.Reason;
import java.util.List;

/** What the header says of one tensor; offsets are relative to the first byte after the header. */
record TensorEntry(String name, DType dtype, List<Long> shape, long begin, long end) {
  static final int MAX_RANK = 16;

  long[] sizes() {
    return shape.stream().mapToLong(Long::longValue).toArray();
  }

  /** The bytes that the type and shape need. */
  static long bytes(DType dtype, List<Long> shape, String name) {
    long count = dtype.bytes();
    boolean empty = false;
    try {
      for (long size : shape) {
        // A zero must not hide an overflow of the other sizes.
        empty |= size == 0;
        count = Math.multiplyExact(count, Math.max(size, 1));
      }
    } catch (ArithmeticException e) {
      throw new SafetensorsException(
          Reason.OVERFLOW, 8, "the shape of '" + name + "' needs more bytes than 63 bits count", e);
    }
    return empty ? 0 : count;
  }
}
