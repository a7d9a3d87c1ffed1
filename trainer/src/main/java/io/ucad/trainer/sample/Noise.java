package io.ucad.trainer.sample;

/** Lattice noise: a pure function of a seed and a place, so that fields need no memory. */
final class Noise {
  private static final double TO_UNIT = 0x1.0p-53;

  private Noise() {}

  /** The finaliser of SplitMix64: every input bit changes every output bit. */
  static long mix(long z) {
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }

  /** A number in [0, 1) for a cell of the integer lattice. */
  static double cell(long seed, long x, long y) {
    long hash = mix(seed + x * 0x9E3779B97F4A7C15L + mix(y * 0xD1B54A32D192ED03L + 1));
    return (hash >>> 11) * TO_UNIT;
  }

  /** Smooth noise in [-1, 1] with features about one unit wide. */
  static double smooth(long seed, double x, double y) {
    long x0 = (long) Math.floor(x);
    long y0 = (long) Math.floor(y);
    double fx = fade(x - x0);
    double fy = fade(y - y0);
    double top = mixed(cell(seed, x0, y0), cell(seed, x0 + 1, y0), fx);
    double bottom = mixed(cell(seed, x0, y0 + 1), cell(seed, x0 + 1, y0 + 1), fx);
    return 2 * mixed(top, bottom, fy) - 1;
  }

  /** Fractal noise in [-1, 1]: each octave has twice the frequency and half the amplitude. */
  static double fractal(long seed, double x, double y, int octaves) {
    double sum = 0;
    double amplitude = 1;
    double total = 0;
    for (int octave = 0; octave < octaves; octave++) {
      sum += amplitude * smooth(seed + octave, x, y);
      total += amplitude;
      amplitude /= 2;
      x = 2 * x + 17.3;
      y = 2 * y - 9.7;
    }
    return sum / total;
  }

  /** 0 below {@code low}, 1 above {@code high}, smooth between; reversed if low exceeds high. */
  static double step(double low, double high, double value) {
    double t = Math.clamp((value - low) / (high - low), 0.0, 1.0);
    return t * t * (3 - 2 * t);
  }

  static double mixed(double from, double to, double share) {
    return from + (to - from) * share;
  }

  private static double fade(double t) {
    return t * t * t * (t * (6 * t - 15) + 10);
  }
}
