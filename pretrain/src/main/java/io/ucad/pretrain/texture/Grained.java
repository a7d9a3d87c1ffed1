package io.ucad.pretrain.texture;

import java.util.SplittableRandom;

/**
 * Fine noise, also brushed along one direction, with rare coarse specks: metal, sand, cast faces.
 */
record Grained(Frame frame, float fine, float length, float amplitude, float specks, float coarse)
    implements Texture {
  static Grained random(SplittableRandom r) {
    return new Grained(
        Frame.random(r, 1),
        Texture.scale(r, 1, 3),
        Texture.chance(r, 0.5) ? 1 : Texture.scale(r, 4, 60),
        Texture.between(r, 0.05, 0.5),
        Texture.chance(r, 0.5) ? 0 : Texture.between(r, 0.01, 0.12),
        Texture.chance(r, 0.5) ? 0 : Texture.between(r, 0.1, 0.35));
  }

  @Override
  public float[] draw(int size, SplittableRandom random) {
    int seed = random.nextInt();
    return Texture.each(
        size,
        (x, y) -> {
          float u = frame.u(x, y);
          float v = frame.v(x, y);
          float n = Lattice.smooth(seed, u / (fine * length), v / fine);
          n += 0.6f * Lattice.smooth(seed + 1, u / (2.3f * fine * length), v / (2 * fine));
          float tone = 0.5f + amplitude * 0.6f * n;
          if (coarse > 0) {
            tone += coarse * Lattice.smooth(seed + 2, x / 22, y / 22);
          }
          if (specks > 0 && Lattice.cell(seed + 3, (int) (x / 2.5f), (int) (y / 2.5f)) < specks) {
            tone +=
                Lattice.cell(seed + 4, (int) (x / 2.5f), (int) (y / 2.5f)) < 0.5f ? 0.4f : -0.4f;
          }
          return tone;
        });
  }
}
