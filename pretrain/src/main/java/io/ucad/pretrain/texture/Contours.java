package io.ucad.pretrain.texture;

import java.util.SplittableRandom;

/** Closed contours drawn as wavy polygons within each other (after RCDB, Kataoka et al. 2022). */
record Contours(int vertices, int rings, float spacing, float waviness, float radius, float size)
    implements Texture {
  static Contours random(SplittableRandom r) {
    return new Contours(
        3 + r.nextInt(20),
        1 + r.nextInt(5),
        Texture.between(r, 2.5, 7),
        Texture.chance(r, 0.3) ? 0 : Texture.between(r, 0.05, 0.5),
        Texture.scale(r, 0.5, 1.6),
        Texture.scale(r, 8, 36));
  }

  @Override
  public float[] draw(int side, SplittableRandom random) {
    var canvas = new Canvas(side, 0.1f);
    int count = Math.max(2, Math.round(0.8f * side * side / (size * size * 4)));
    for (int i = 0; i < count; i++) {
      contour(
          canvas, random.nextInt(side), random.nextInt(side), random.nextInt(), random.nextFloat());
    }
    return canvas.tones();
  }

  private void contour(Canvas canvas, float cx, float cy, int seed, float turn) {
    for (int ring = 0; ring < rings; ring++) {
      float base = size - ring * spacing;
      if (base < 2) {
        return;
      }
      float px = 0;
      float py = 0;
      for (int v = 0; v <= vertices; v++) {
        double angle = 2 * Math.PI * ((double) v / vertices + turn);
        float wave = 1 + waviness * (Lattice.cell(seed, v % vertices, 0) - 0.5f) * 2;
        float x = cx + base * wave * (float) Math.cos(angle);
        float y = cy + base * wave * (float) Math.sin(angle);
        if (v > 0) {
          canvas.line(px, py, x, y, radius, 1 - 0.12f * ring);
        }
        px = x;
        py = y;
      }
    }
  }
}
