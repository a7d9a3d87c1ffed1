package io.ucad.detector.routing;

/**
 * What a task is recognised by.
 *
 * @param vectors its key K_e, row-major [size, dim]
 * @param descriptors a few mean tokens of its images, row-major [any, dim]: the prefilter
 * @param dim width of a vector
 * @param limit routing distance up to which an image may be of this task
 */
@SuppressWarnings("ArrayRecordComponent") // numeric payload, never compared
public record Key(float[] vectors, float[] descriptors, int dim, float limit) {
  /** A key that does not limit the distance of its images. */
  public Key(float[] vectors, float[] descriptors, int dim) {
    this(vectors, descriptors, dim, Float.POSITIVE_INFINITY);
  }

  public Key {
    if (dim < 1 || vectors.length == 0 || descriptors.length == 0) {
      throw new IllegalArgumentException("expected key vectors and descriptors, found none");
    }
    if (vectors.length % dim != 0 || descriptors.length % dim != 0) {
      throw new IllegalArgumentException(
          "expected whole vectors of width "
              + dim
              + ", found "
              + vectors.length
              + " and "
              + descriptors.length
              + " values");
    }
  }
}
