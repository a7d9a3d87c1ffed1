package io.ucad.detector.scoring;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;

/**
 * The nearest bank vector of every token, found where the tokens are: only an index and a distance
 * of each come back. For a GPU, where the product over the whole bank costs less than a copy of the
 * tokens. The product picks the vector, so of two that are as near to rounding either may be named;
 * the distance is that of the difference, as on a CPU.
 *
 * @param nearest index of the nearest vector of every token
 * @param squared squared distance to it
 */
@SuppressWarnings("ArrayRecordComponent") // numeric payload, never compared
record NearestOnDevice(int[] nearest, float[] squared) {
  /**
   * @param scratch owns what is made on the way
   * @param tokens [m, dim]
   * @param vectors [size, dim]
   * @param transposed the same as [dim, size]
   * @param halfSquaredNorms of the vectors [1, size]
   */
  static NearestOnDevice find(
      NDManager scratch,
      NDArray tokens,
      NDArray vectors,
      NDArray transposed,
      NDArray halfSquaredNorms) {
    NDArray product = tokens.matMul(transposed).subi(halfSquaredNorms);
    product.attach(scratch);
    NDArray index = product.argMax(1);
    index.attach(scratch);
    NDArray difference = tokens.sub(vectors.get(scratch, new NDIndex("{}", index)));
    difference.attach(scratch);
    NDArray squares = difference.square();
    squares.attach(scratch);
    NDArray squared = squares.sum(new int[] {1});
    squared.attach(scratch);
    long[] found = index.toLongArray();
    int[] nearest = new int[found.length];
    for (int t = 0; t < nearest.length; t++) {
      nearest[t] = Math.toIntExact(found[t]);
    }
    return new NearestOnDevice(nearest, squared.toFloatArray());
  }
}
