package io.ucad.detector.safetensors;

import io.ucad.detector.safetensors.SafetensorsException.Reason;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** One tensor of a file, not copied. Immutable. */
public final class TensorView {
  private final String name;
  private final DType dtype;
  private final long[] shape;
  private final ByteBuffer data;

  TensorView(String name, DType dtype, long[] shape, ByteBuffer data) {
    this.name = name;
    this.dtype = dtype;
    this.shape = shape.clone();
    this.data = data.asReadOnlyBuffer();
  }

  /** Its name. */
  public String name() {
    return name;
  }

  /** Its element type. */
  public DType dtype() {
    return dtype;
  }

  /** Its sizes, outermost first; empty for a scalar. */
  public long[] shape() {
    return shape.clone();
  }

  /** A new read-only view of the elements, row-major, little-endian. */
  public ByteBuffer data() {
    return data.duplicate().order(ByteOrder.LITTLE_ENDIAN);
  }

  /** The number of elements. */
  public int size() {
    return data.limit() / dtype.bytes();
  }

  /** A copy as float32; F32, F16 and BF16 are converted exactly, any other type is refused. */
  public float[] toFloats() {
    float[] out = new float[size()];
    copyFloats(0, out, 0, out.length);
    return out;
  }

  /** Copies some elements as float32, so that a large tensor need not be held twice. */
  public void copyFloats(int from, float[] target, int at, int count) {
    ByteBuffer bytes = data().position(from * dtype.bytes()).slice().order(ByteOrder.LITTLE_ENDIAN);
    switch (dtype) {
      case F32 -> bytes.asFloatBuffer().get(target, at, count);
      case F16 -> {
        for (int i = 0; i < count; i++) {
          target[at + i] = Float16.toFloat(bytes.getShort(2 * i));
        }
      }
      case BF16 -> {
        for (int i = 0; i < count; i++) {
          target[at + i] = Float16.fromBrain(bytes.getShort(2 * i));
        }
      }
      default -> throw wrong("F32, F16 or BF16");
    }
  }

  /** A copy as int; only I32. */
  public int[] toInts() {
    if (dtype != DType.I32) {
      throw wrong("I32");
    }
    int[] out = new int[size()];
    data().asIntBuffer().get(out);
    return out;
  }

  /** A copy as long; only I64. */
  public long[] toLongs() {
    if (dtype != DType.I64) {
      throw wrong("I64");
    }
    long[] out = new long[size()];
    data().asLongBuffer().get(out);
    return out;
  }

  /** A copy of the bytes; only U8. */
  public byte[] toBytes() {
    if (dtype != DType.U8) {
      throw wrong("U8");
    }
    byte[] out = new byte[size()];
    data().get(out);
    return out;
  }

  private SafetensorsException wrong(String expected) {
    return new SafetensorsException(
        Reason.WRONG_DTYPE, 8, "tensor '" + name + "': expected " + expected + ", found " + dtype);
  }

  @Override
  public String toString() {
    return name + ": " + dtype + Arrays.toString(shape);
  }
}
