package io.ucad.detector.host;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.function.Consumer;

/** Moves values between the Java heap and native memory. */
public final class Host {
  private Host() {}

  /**
   * An array that owns its memory. On the CPU the values are written into it directly; the engine
   * would put them into a direct buffer of their own first, which costs more than the copy and
   * stays until a garbage collection.
   */
  public static NDArray array(NDManager manager, float[] values, Shape shape) {
    if (manager.getDevice().isGpu()) {
      return manager.create(values, shape);
    }
    return array(manager, shape, memory -> memory.put(values));
  }

  /**
   * As {@link #array(NDManager, float[], Shape)}, for values that come piece by piece.
   *
   * @param fill writes all values, row by row
   */
  public static NDArray array(NDManager manager, Shape shape, Consumer<FloatBuffer> fill) {
    if (manager.getDevice().isGpu()) {
      float[] values = new float[Math.toIntExact(shape.size())];
      fill.accept(FloatBuffer.wrap(values));
      return manager.create(values, shape);
    }
    NDArray array = manager.create(shape, DataType.FLOAT32);
    try {
      fill.accept(array.toByteBuffer(true).order(ByteOrder.nativeOrder()).asFloatBuffer());
      return array;
    } catch (RuntimeException e) {
      array.close();
      throw e;
    }
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
