package io.ucad.pretrain.texture;

import java.util.SplittableRandom;

/** Voronoi cells: leather, foam, terrazzo, grains of metal, cracks. */
record Cells(Frame frame, float period, float jitter, int form, float gap) implements Texture {
  static Cells random(SplittableRandom r) {
    return new Cells(
        Frame.random(r, 3),
        Texture.scale(r, 5, 36),
        Texture.between(r, 0.2, 1),
        r.nextInt(5),
        Texture.between(r, 0.05, 0.3));
  }

  @Override
  public float[] draw(int size, SplittableRandom random) {
    int seed = random.nextInt();
    return Texture.each(size, (x, y) -> tone(seed, x, y));
  }

  private float tone(int seed, float x, float y) {
    float u = frame.u(x, y) / period;
    float v = frame.v(x, y) / period;
    int cu = (int) Math.floor(u);
    int cv = (int) Math.floor(v);
    float nearest = 9;
    float second = 9;
    float owner = 0;
    for (int j = cv - 1; j <= cv + 1; j++) {
      for (int i = cu - 1; i <= cu + 1; i++) {
        float du = i + 0.5f + jitter * (Lattice.cell(seed, i, j) - 0.5f) - u;
        float dv = j + 0.5f + jitter * (Lattice.cell(seed + 1, i, j) - 0.5f) - v;
        float distance = (float) Math.sqrt(du * du + dv * dv);
        if (distance < nearest) {
          second = nearest;
          nearest = distance;
          owner = Lattice.cell(seed + 2, i, j);
        } else if (distance < second) {
          second = distance;
        }
      }
    }
    float inside = Lattice.step(0, gap, second - nearest);
    return switch (form) {
      case 0 -> nearest;
      case 1 -> second - nearest;
      case 2 -> owner;
      case 3 -> inside;
      default -> inside * (0.4f + 0.6f * owner);
    };
  }
}
