package io.ucad.pretrain.texture;

import java.util.SplittableRandom;

/** Rings about a far or near centre, disturbed: wood, turned faces, agate. */
record Rings(float period, float distance, float disturbance, float grain, float sharpness)
    implements Texture {
  static Rings random(SplittableRandom r) {
    return new Rings(
        Texture.scale(r, 3, 24),
        Texture.scale(r, 20, 600),
        Texture.chance(r, 0.3) ? 0 : Texture.scale(r, 0.5, 20),
        Texture.between(r, 0, 0.4),
        Texture.between(r, 0.3, 1));
  }

  @Override
  public float[] draw(int size, SplittableRandom random) {
    int seed = random.nextInt();
    double angle = random.nextDouble() * 2 * Math.PI;
    float cx = size / 2f + distance * (float) Math.cos(angle);
    float cy = size / 2f + distance * (float) Math.sin(angle);
    return Texture.each(
        size,
        (x, y) -> {
          float dx = x - cx;
          float dy = y - cy;
          float radius =
              (float) Math.sqrt(dx * dx + dy * dy)
                  + disturbance * Lattice.fractal(seed, x / 40, y / 40, 2, 0.5f);
          float t = radius / period;
          float saw = t - (float) Math.floor(t);
          float wave = 0.5f + 0.5f * (float) Math.sin(2 * Math.PI * t);
          float fibre = Lattice.smooth(seed + 9, x / 2, y / 2);
          return Lattice.mixed(wave, saw * saw, sharpness) + grain * 0.5f * fibre;
        });
  }
}
