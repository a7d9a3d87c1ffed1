package io.ucad.detector.host;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;

/** Moves values between the Java heap and native memory. */
public final class Host {
  private Host() {}

  /**
   * An array that owns its memory. On the CPU the values are written into it directly; the engine
   * would put them into a direct buffer of their own first, which costs more than the copy.
   */
  public static NDArray array(NDManager manager, float[] values, Shape shape) {
    if (manager.getDevice().isGpu()) {
      return manager.create(values, shape);
    }
    NDArray array = manager.create(shape, DataType.FLOAT32);
    array.toByteBuffer(true).order(ByteOrder.nativeOrder()).asFloatBuffer().put(values);
    return array;
  }

  /**
   * The values of an array that a computation just gave, row by row: on the CPU its own memory, to
   * be read only while the array is open.
   */
  public static FloatBuffer values(NDArray array) {
    if (array.getDevice().isGpu()) {
      return FloatBuffer.wrap(array.toFloatArray());
    }
    return array.toByteBuffer(true).order(ByteOrder.nativeOrder()).asFloatBuffer();
  }
}
