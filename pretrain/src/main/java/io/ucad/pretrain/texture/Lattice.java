package io.ucad.pretrain.texture;

/** Noise that is a pure function of a seed and a place. */
public final class Lattice {
  private Lattice() {}

  /** A number in [0, 1) for a cell of the integer lattice. */
  public static float cell(int seed, int x, int y) {
    int h = seed ^ (x * 0x27d4eb2d) ^ Integer.rotateLeft(y * 0x165667b1, 13);
    h = (h ^ (h >>> 15)) * 0x85ebca6b;
    h = (h ^ (h >>> 13)) * 0xc2b2ae35;
    return ((h ^ (h >>> 16)) >>> 8) * 0x1p-24f;
  }

  /** Smooth noise in [-1, 1] with features about one unit wide. */
  public static float smooth(int seed, float x, float y) {
    int x0 = (int) Math.floor(x);
    int y0 = (int) Math.floor(y);
    float fx = fade(x - x0);
    float fy = fade(y - y0);
    float top = mixed(cell(seed, x0, y0), cell(seed, x0 + 1, y0), fx);
    float bottom = mixed(cell(seed, x0, y0 + 1), cell(seed, x0 + 1, y0 + 1), fx);
    return 2 * mixed(top, bottom, fy) - 1;
  }

  /** Fractal noise in about [-1, 1]: each octave has twice the frequency of the one before. */
  public static float fractal(int seed, float x, float y, int octaves, float persistence) {
    float sum = 0;
    float amplitude = 1;
    float power = 0;
    for (int octave = 0; octave < octaves; octave++) {
      sum += amplitude * smooth(seed + 31 * octave, x, y);
      power += amplitude * amplitude;
      amplitude *= persistence;
      x = 2 * x + 17.3f;
      y = 2 * y - 9.7f;
    }
    return sum / (float) Math.sqrt(power);
  }

  public static float mixed(float from, float to, float share) {
    return from + (to - from) * share;
  }

  /** 0 below {@code low}, 1 above {@code high}, smooth between. */
  public static float step(float low, float high, float value) {
    float t = Math.clamp((value - low) / (high - low), 0f, 1f);
    return t * t * (3 - 2 * t);
  }

  private static float fade(float t) {
    return t * t * (3 - 2 * t);
  }
}
