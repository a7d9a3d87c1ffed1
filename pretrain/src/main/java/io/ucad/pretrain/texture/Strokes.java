package io.ucad.pretrain.texture;

import java.util.SplittableRandom;

/** Scattered line pieces: fibres, hair, scratched metal, rain of chips. */
record Strokes(float density, float length, float radius, float angle, float spread, float bend)
    implements Texture {
  static Strokes random(SplittableRandom r) {
    float length = Texture.scale(r, 3, 70);
    return new Strokes(
        Texture.scale(r, 0.1, 0.8) * 20736 / (length * 3),
        length,
        Texture.scale(r, 0.4, 2.2),
        Texture.between(r, 0, Math.PI),
        Texture.chance(r, 0.4) ? 3.2f : Texture.between(r, 0, 0.7),
        Texture.chance(r, 0.5) ? 0 : Texture.between(r, 0.1, 1));
  }

  @Override
  public float[] draw(int size, SplittableRandom random) {
    var canvas = new Canvas(size, 0.35f);
    int count = Math.round(density * size * size / 20736f);
    for (int i = 0; i < count; i++) {
      float x = random.nextInt(size);
      float y = random.nextInt(size);
      double direction = angle + spread * (random.nextDouble() - 0.5);
      float tone = random.nextBoolean() ? 1 - 0.3f * random.nextFloat() : 0.3f * random.nextFloat();
      for (int piece = 0; piece < 3; piece++) {
        float nx = x + length / 3 * (float) Math.cos(direction);
        float ny = y + length / 3 * (float) Math.sin(direction);
        canvas.line(x, y, nx, ny, radius, tone);
        x = nx;
        y = ny;
        direction += bend * (random.nextDouble() - 0.5);
      }
    }
    return canvas.tones();
  }
}
