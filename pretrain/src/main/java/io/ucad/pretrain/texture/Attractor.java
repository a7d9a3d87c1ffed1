package io.ucad.pretrain.texture;

import java.util.SplittableRandom;

/** Iterated function systems of random affine maps (after FractalDB, Kataoka et al. 2020). */
@SuppressWarnings("ArrayRecordComponent") // numeric payload, never compared
record Attractor(float[] maps, int count, float extent) implements Texture {
  private static final int POINTS = 5000;

  static Attractor random(SplittableRandom r) {
    int count = 2 + r.nextInt(4);
    float[] maps = new float[6 * count];
    for (int m = 0; m < count; m++) {
      // Singular values below one make every map contract.
      float a = Texture.between(r, 0.25, 0.85);
      float b = Texture.between(r, 0.1, a);
      double turn = r.nextDouble() * 2 * Math.PI;
      double tilt = r.nextDouble() * 2 * Math.PI;
      double c = Math.cos(turn);
      double s = Math.sin(turn);
      double k = Math.cos(tilt);
      double l = Math.sin(tilt);
      maps[6 * m] = (float) (a * c * k - b * s * l);
      maps[6 * m + 1] = (float) (-a * c * l - b * s * k);
      maps[6 * m + 2] = (float) (a * s * k + b * c * l);
      maps[6 * m + 3] = (float) (-a * s * l + b * c * k);
      maps[6 * m + 4] = Texture.between(r, -1, 1);
      maps[6 * m + 5] = Texture.between(r, -1, 1);
    }
    return new Attractor(maps, count, Texture.scale(r, 12, 40));
  }

  @Override
  public float[] draw(int size, SplittableRandom random) {
    var canvas = new Canvas(size, 0.05f);
    int copies = Math.max(1, Math.round(size / (2 * extent)));
    for (int i = 0; i < copies * copies; i++) {
      float cx = (i % copies + 0.5f) * size / copies + random.nextInt(9) - 4;
      float cy = ((float) Math.floorDiv(i, copies) + 0.5f) * size / copies + random.nextInt(9) - 4;
      orbit(canvas, cx, cy, random);
    }
    return canvas.tones();
  }

  private void orbit(Canvas canvas, float cx, float cy, SplittableRandom random) {
    float x = 0;
    float y = 0;
    int points = Math.round(POINTS * Math.min(1, extent / 30));
    for (int i = 0; i < points; i++) {
      int m = 6 * random.nextInt(count);
      float nx = maps[m] * x + maps[m + 1] * y + maps[m + 4];
      y = maps[m + 2] * x + maps[m + 3] * y + maps[m + 5];
      x = nx;
      if (i > 20) {
        canvas.glow(cx + extent * 0.4f * x, cy + extent * 0.4f * y, 0.35f);
      }
    }
  }
}
