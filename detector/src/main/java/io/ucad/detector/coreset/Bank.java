package io.ucad.detector.coreset;

/**
 * Vectors chosen to stand for many, each with the place it came from.
 *
 * @param vectors row-major [size, dim]
 * @param dim width of a vector
 * @param image index of the source image of every vector
 * @param patch index of the source token within its image, row by row
 */
@SuppressWarnings("ArrayRecordComponent") // numeric payload, never compared
public record Bank(float[] vectors, int dim, int[] image, int[] patch) {
  public Bank {
    if (dim < 1 || image.length == 0) {
      throw new IllegalArgumentException(
          "expected at least one vector of width 1 or more, found "
              + image.length
              + " of width "
              + dim);
    }
    if (image.length != patch.length || (long) image.length * dim != vectors.length) {
      throw new IllegalArgumentException(
          "expected as many sources as vectors, found "
              + image.length
              + " images, "
              + patch.length
              + " patches, "
              + vectors.length
              + " values of width "
              + dim);
    }
  }

  /** Number of vectors. */
  public int size() {
    return image.length;
  }

  /** Root mean square distance between two different vectors. */
  public float spread() {
    int n = size();
    if (n < 2) {
      return 0;
    }
    double[] sum = new double[dim];
    double squares = 0;
    for (int i = 0; i < vectors.length; i++) {
      sum[i % dim] += vectors[i];
      squares += (double) vectors[i] * vectors[i];
    }
    double squaredSum = 0;
    for (double s : sum) {
      squaredSum += s * s;
    }
    // The squared distances over all pairs add up to n sum |k|^2 - |sum k|^2.
    return (float) Math.sqrt((n * squares - squaredSum) * 2 / ((double) n * (n - 1)));
  }
}
