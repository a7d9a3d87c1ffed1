package io.ucad.pretrain.texture;

import java.util.SplittableRandom;

/** Sums of plane waves of one wavelength: labyrinths, spots, ripples. */
record Waves(float period, float spread, float angle, float width, float level, float edge)
    implements Texture {
  private static final int COUNT = 9;

  static Waves random(SplittableRandom r) {
    return new Waves(
        Texture.scale(r, 4, 32),
        Texture.between(r, 0, 0.35),
        Texture.between(r, 0, Math.PI),
        Texture.chance(r, 0.5) ? 3.2f : Texture.between(r, 0.2, 1.2),
        Texture.between(r, -0.8, 0.8),
        Texture.scale(r, 0.1, 2.5));
  }

  @Override
  public float[] draw(int size, SplittableRandom random) {
    float[] kx = new float[COUNT];
    float[] ky = new float[COUNT];
    float[] phase = new float[COUNT];
    for (int i = 0; i < COUNT; i++) {
      double direction = angle + width * (random.nextDouble() - 0.5);
      double k = 2 * Math.PI / period * (1 + spread * (random.nextDouble() * 2 - 1));
      kx[i] = (float) (k * Math.cos(direction));
      ky[i] = (float) (k * Math.sin(direction));
      phase[i] = (float) (random.nextDouble() * 2 * Math.PI);
    }
    return Texture.each(
        size,
        (x, y) -> {
          float sum = 0;
          for (int i = 0; i < COUNT; i++) {
            sum += (float) Math.sin(kx[i] * x + ky[i] * y + phase[i]);
          }
          return Lattice.step(level - edge, level + edge, sum / 2.1f);
        });
  }
}
