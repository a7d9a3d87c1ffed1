package io.ucad.pretrain.texture;

import java.util.SplittableRandom;

/** A texture with a finish: some are relief lit from one side, some have their tones bent. */
record Finished(Texture texture, float relief, float angle, float gamma, float noise)
    implements Texture {
  static Finished random(Texture texture, SplittableRandom r) {
    return new Finished(
        texture,
        Texture.chance(r, 0.35) ? Texture.scale(r, 0.6, 3) : 0,
        Texture.between(r, 0, 2 * Math.PI),
        Texture.scale(r, 0.5, 2),
        Texture.chance(r, 0.5) ? 0 : Texture.between(r, 0.02, 0.2));
  }

  @Override
  public float[] draw(int size, SplittableRandom random) {
    float[] tones = texture.draw(size, random);
    if (relief > 0) {
      tones = lit(tones, size);
    }
    int seed = random.nextInt();
    for (int i = 0; i < tones.length; i++) {
      float tone = (float) Math.pow(tones[i], gamma);
      if (noise > 0) {
        tone += noise * (Lattice.cell(seed, i, 0) - 0.5f);
      }
      tones[i] = Math.clamp(tone, 0f, 1f);
    }
    return tones;
  }

  /** The slope towards the light. */
  private float[] lit(float[] tones, int size) {
    float lx = relief * (float) Math.cos(angle);
    float ly = relief * (float) Math.sin(angle);
    float[] shaded = new float[tones.length];
    for (int y = 0; y < size; y++) {
      int below = (y + 1) % size;
      for (int x = 0; x < size; x++) {
        float here = tones[y * size + x];
        float dx = tones[y * size + (x + 1) % size] - here;
        float dy = tones[below * size + x] - here;
        shaded[y * size + x] = Math.clamp(0.5f + lx * dx + ly * dy, 0f, 1f);
      }
    }
    return shaded;
  }
}
