package io.ucad.pretrain.texture;

import java.util.SplittableRandom;

/** Cloth: plain weaves, twills, baskets, screens of wire. */
record Woven(Frame frame, float period, int repeat, int over, float round, float yarn)
    implements Texture {
  static Woven random(SplittableRandom r) {
    int repeat = 2 + r.nextInt(3);
    return new Woven(
        Frame.random(r, 1.5),
        Texture.scale(r, 3.5, 20),
        repeat,
        1 + r.nextInt(repeat - 1),
        Texture.between(r, 2, 4.5),
        Texture.between(r, 0, 0.35));
  }

  @Override
  public float[] draw(int size, SplittableRandom random) {
    int seed = random.nextInt();
    float shift = random.nextInt(1000);
    return Texture.each(
        size,
        (x, y) -> {
          float u = (frame.u(x, y) + shift) / period + 0.25f * Lattice.smooth(seed, x / 30, y / 30);
          float v = (frame.v(x, y) + shift) / period;
          int column = (int) Math.floor(u);
          int row = (int) Math.floor(v);
          boolean weft = Math.floorMod(column + row, repeat) < over;
          float across = weft ? v - row - 0.5f : u - column - 0.5f;
          float along = weft ? u - column - 0.5f : v - row - 0.5f;
          float body = (float) Math.sqrt(Math.max(0, 1 - round * across * across));
          float crimp = 0.75f + 0.25f * (float) Math.cos(along * Math.PI);
          float thread = Lattice.cell(seed + 2, weft ? row : column, weft ? 1 : 2);
          return body * crimp * (1 - yarn * thread) * (weft ? 1 : 0.75f);
        });
  }
}
