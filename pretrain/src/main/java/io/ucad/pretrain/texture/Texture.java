package io.ucad.pretrain.texture;

import java.util.SplittableRandom;

/** A formula with its parameters. Every realisation has the same statistics and other details. */
@FunctionalInterface
interface Texture {
  /** Tones of one realisation, 0 to 1, row-major {@code size * size}. */
  float[] draw(int size, SplittableRandom random);

  /** A tone as a function of the place in pixels. */
  @FunctionalInterface
  interface Formula {
    float tone(float x, float y);
  }

  /** Evaluates a formula at every pixel and keeps the tones within 0 to 1. */
  static float[] each(int size, Formula formula) {
    float[] tones = new float[size * size];
    for (int y = 0; y < size; y++) {
      for (int x = 0; x < size; x++) {
        tones[y * size + x] = Math.clamp(formula.tone(x, y), 0f, 1f);
      }
    }
    return tones;
  }

  /** A number between two bounds, evenly in its logarithm: for sizes. */
  static float scale(SplittableRandom random, double low, double high) {
    return (float) (low * Math.pow(high / low, random.nextDouble()));
  }

  static float between(SplittableRandom random, double low, double high) {
    return (float) (low + (high - low) * random.nextDouble());
  }

  static boolean chance(SplittableRandom random, double probability) {
    return random.nextDouble() < probability;
  }
}
