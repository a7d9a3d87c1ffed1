package io.ucad.pretrain.texture;

import java.util.SplittableRandom;

/** A lattice of discs, rings or squares: perforations, pads, rivets, print screens. */
record Dots(
    Frame frame,
    float period,
    float radius,
    float hole,
    boolean square,
    boolean offset,
    float jitter)
    implements Texture {
  static Dots random(SplittableRandom r) {
    return new Dots(
        Frame.random(r, 1.6),
        Texture.scale(r, 5, 40),
        Texture.between(r, 0.15, 0.48),
        Texture.chance(r, 0.3) ? Texture.between(r, 0.3, 0.8) : 0,
        Texture.chance(r, 0.35),
        Texture.chance(r, 0.4),
        Texture.chance(r, 0.6) ? 0 : Texture.between(r, 0.05, 0.4));
  }

  @Override
  public float[] draw(int size, SplittableRandom random) {
    int seed = random.nextInt();
    float u0 = random.nextInt(1000);
    float v0 = random.nextInt(1000);
    float edge = 1 / period;
    return Texture.each(
        size,
        (x, y) -> {
          float u = (frame.u(x, y) + u0) / period;
          float v = (frame.v(x, y) + v0) / period;
          int row = (int) Math.floor(v);
          if (offset && (row & 1) == 1) {
            u += 0.5f;
          }
          int column = (int) Math.floor(u);
          float du = u - column - 0.5f - jitter * (Lattice.cell(seed, column, row) - 0.5f);
          float dv = v - row - 0.5f - jitter * (Lattice.cell(seed + 1, column, row) - 0.5f);
          float distance =
              square ? Math.max(Math.abs(du), Math.abs(dv)) : (float) Math.sqrt(du * du + dv * dv);
          float disc = 1 - Lattice.step(radius - edge, radius + edge, distance);
          float bore = hole * radius;
          return hole > 0 ? disc * Lattice.step(bore - edge, bore + edge, distance) : disc;
        });
  }
}
