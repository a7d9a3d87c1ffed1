package io.ucad.pretrain.texture;

import java.util.SplittableRandom;

/** Tiles with joints: bricks, parquet, checks, stacked plates. */
record Bricks(Frame frame, float width, float height, float shift, float joint, float variety)
    implements Texture {
  static Bricks random(SplittableRandom r) {
    float height = Texture.scale(r, 5, 36);
    return new Bricks(
        Frame.random(r, 1),
        height * Texture.scale(r, 1, 3.5),
        height,
        Texture.chance(r, 0.5) ? 0 : Texture.between(r, 0.2, 0.5),
        Texture.between(r, 0.5, 3),
        Texture.chance(r, 0.3) ? 1 : Texture.between(r, 0, 0.6));
  }

  @Override
  public float[] draw(int size, SplittableRandom random) {
    int seed = random.nextInt();
    float u0 = random.nextInt(1000);
    float v0 = random.nextInt(1000);
    return Texture.each(
        size,
        (x, y) -> {
          float v = (frame.v(x, y) + v0) / height;
          int row = (int) Math.floor(v);
          float u = (frame.u(x, y) + u0) / width + shift * row;
          int column = (int) Math.floor(u);
          float du = width * (0.5f - Math.abs(u - column - 0.5f));
          float dv = height * (0.5f - Math.abs(v - row - 0.5f));
          float inside = Lattice.step(joint - 1, joint + 1, Math.min(du, dv));
          return inside * (1 - variety * Lattice.cell(seed, column, row));
        });
  }
}
