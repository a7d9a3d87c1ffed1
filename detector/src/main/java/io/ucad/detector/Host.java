package io.ucad.detector;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.ByteOrder;

/** Moves values from the Java heap to native memory. */
final class Host {
  private Host() {}

  /**
   * An array that owns its memory. On the CPU the values are written into it directly; the engine
   * would put them into a direct buffer of their own first, which costs more than the copy.
   */
  static NDArray array(NDManager manager, float[] values, Shape shape) {
    if (manager.getDevice().isGpu()) {
      return manager.create(values, shape);
    }
    NDArray array = manager.create(shape, DataType.FLOAT32);
    array.toByteBuffer(true).order(ByteOrder.nativeOrder()).asFloatBuffer().put(values);
    return array;
  }
}
