package io.ucad.pretrain.texture;

import java.util.SplittableRandom;

/** Conductors that run along the axes and end in pads. */
record Traces(float pitch, float radius, float pad, boolean diagonal, float density)
    implements Texture {
  static Traces random(SplittableRandom r) {
    float pitch = Texture.scale(r, 5, 16);
    return new Traces(
        pitch,
        pitch * Texture.between(r, 0.12, 0.3),
        pitch * Texture.between(r, 0.3, 0.5),
        r.nextBoolean(),
        Texture.between(r, 0.25, 0.8));
  }

  @Override
  public float[] draw(int size, SplittableRandom random) {
    var canvas = new Canvas(size, 0);
    int places = Math.round(size / pitch);
    int count = Math.round(density * places * places / 5);
    for (int i = 0; i < count; i++) {
      float x = random.nextInt(places) * pitch;
      float y = random.nextInt(places) * pitch;
      canvas.dab(x, y, pad, 1);
      int heading = random.nextInt(8);
      for (int bend = 0; bend < 3; bend++) {
        heading = (heading + random.nextInt(3) - 1) & 7;
        if (!diagonal) {
          heading &= 6;
        }
        double angle = heading * Math.PI / 4;
        float length = (1 + random.nextInt(4)) * pitch;
        float nx = x + length * (float) Math.cos(angle);
        float ny = y + length * (float) Math.sin(angle);
        canvas.line(x, y, nx, ny, radius, 1);
        x = nx;
        y = ny;
      }
      canvas.dab(x, y, pad, 1);
    }
    return canvas.tones();
  }
}
