package io.ucad.benchmarks;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;

/** One large fp32 matrix product: what the machine's library can do at best. */
final class MatrixPeak implements AutoCloseable {
  private static final int SIZE = 2048;

  private final NDManager manager = NDManager.newBaseManager();
  private final NDArray left = manager.randomNormal(new Shape(SIZE, SIZE));
  private final NDArray right = manager.randomNormal(new Shape(SIZE, SIZE));

  void run() {
    try (NDArray product = left.matMul(right)) {
      product.getShape();
    }
  }

  static double gigaflop() {
    return 2.0 * SIZE * SIZE * SIZE / 1e9;
  }

  @Override
  public void close() {
    manager.close();
  }
}
