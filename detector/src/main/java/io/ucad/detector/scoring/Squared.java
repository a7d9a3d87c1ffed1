package io.ucad.detector.scoring;

/** Squared Euclidean distances from the differences: a vector is at distance zero of itself. */
final class Squared {
  private Squared() {}

  /**
   * Between {@code a[at, at + dim)} and {@code b[bt, bt + dim)}. Four sums keep the adders busy.
   */
  static float distance(float[] a, int at, float[] b, int bt, int dim) {
    float first = 0;
    float second = 0;
    float third = 0;
    float fourth = 0;
    int d = 0;
    for (; d + 3 < dim; d += 4) {
      float p = a[at + d] - b[bt + d];
      float q = a[at + d + 1] - b[bt + d + 1];
      float r = a[at + d + 2] - b[bt + d + 2];
      float s = a[at + d + 3] - b[bt + d + 3];
      first += p * p;
      second += q * q;
      third += r * r;
      fourth += s * s;
    }
    for (; d < dim; d++) {
      float p = a[at + d] - b[bt + d];
      first += p * p;
    }
    return first + second + (third + fourth);
  }
}
