package io.ucad.pretrain.texture;

/** Seeds of streams that have nothing in common. */
public final class Seeds {
  private Seeds() {}

  /** The seed of one of many streams under a seed. */
  public static long child(long seed, long index) {
    return mix(mix(seed) + index * 0xD1B54A32D192ED03L);
  }

  /** The finaliser of SplitMix64: every input bit changes every output bit. */
  private static long mix(long z) {
    z += 0x9E3779B97F4A7C15L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
