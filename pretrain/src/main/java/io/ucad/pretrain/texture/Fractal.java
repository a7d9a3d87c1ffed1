package io.ucad.pretrain.texture;

import java.util.SplittableRandom;

/** Fractal noise of many spectra: clouds, ridges, marble, rust. */
record Fractal(
    Frame frame, float period, int octaves, float persistence, float warp, int form, float contrast)
    implements Texture {
  static Fractal random(SplittableRandom r) {
    return new Fractal(
        Frame.random(r, 6),
        Texture.scale(r, 4, 60),
        1 + r.nextInt(5),
        Texture.between(r, 0.35, 0.95),
        Texture.chance(r, 0.4) ? Texture.between(r, 0.3, 2) : 0,
        r.nextInt(4),
        Texture.between(r, 0.4, 1.4));
  }

  @Override
  public float[] draw(int size, SplittableRandom random) {
    int seed = random.nextInt();
    return Texture.each(size, (x, y) -> tone(seed, x, y));
  }

  private float tone(int seed, float x, float y) {
    float u = frame.u(x, y) / period;
    float v = frame.v(x, y) / period;
    if (warp > 0) {
      float du = warp * Lattice.smooth(seed + 101, 0.7f * u, 0.7f * v);
      v += warp * Lattice.smooth(seed + 102, 0.7f * u, 0.7f * v);
      u += du;
    }
    float n = Lattice.fractal(seed, u, v, octaves, persistence);
    return switch (form) {
      case 0 -> 0.5f + contrast * 0.5f * n;
      case 1 -> 1 - contrast * 1.5f * Math.abs(n);
      case 2 -> Lattice.step(-0.2f / contrast, 0.2f / contrast, n);
      default -> 0.5f + 0.5f * (float) Math.sin(4 * contrast * n + 3 * u);
    };
  }
}
