package io.ucad.evaluation;

/**
 * A pixel as one long: the score in the upper half so that the natural order of longs is the
 * descending order of scores, the region id (0 = normal) in the lower half.
 */
final class PixelKey {
  private PixelKey() {}

  static long pack(float score, int region) {
    int bits = Float.floatToIntBits(score + 0.0f); // -0.0 ties with 0.0
    return ((long) ~ascending(bits) << 32) | (region & 0xFFFF_FFFFL);
  }

  /** The part that is equal exactly for equal scores. */
  static int rank(long key) {
    return (int) (key >> 32);
  }

  static float score(int rank) {
    return Float.intBitsToFloat(ascending(~rank));
  }

  static int region(long key) {
    return (int) key;
  }

  /** Negative floats order backwards as integers: flip all but the sign. Its own inverse. */
  private static int ascending(int bits) {
    return bits >= 0 ? bits : bits ^ 0x7FFF_FFFF;
  }
}
