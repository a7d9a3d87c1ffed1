package io.ucad.pretrain.scene;

import java.util.SplittableRandom;

/**
 * One part of a scene.
 *
 * @param x centre, pixels from the scene's centre
 * @param y centre, pixels from the scene's centre
 * @param cos of its turn
 * @param sin of its turn
 * @param pitch distance of its copies on a square lattice, 0 for a single one
 * @param texture class of its surface
 * @param zoom of the surface
 * @param pinned whether the surface lies the same in every rendering, as print does
 * @param gain per channel
 * @param rim brightness added at its edge
 * @param rimWidth pixels over which that fades
 * @param bevel brightness added at an edge that faces the light
 * @param shadow share of light that it takes from what lies beside it
 */
@SuppressWarnings("ArrayRecordComponent") // numeric payload, never compared
record Part(
    Outline outline,
    float x,
    float y,
    float cos,
    float sin,
    float pitch,
    int texture,
    float zoom,
    boolean pinned,
    int pinnedVariant,
    float[] gain,
    float rim,
    float rimWidth,
    float bevel,
    float shadow) {
  static Part ground(SplittableRandom r, int texture) {
    return of(r, new Outline.Ground(), 0, 0, 0, texture);
  }

  static Part random(SplittableRandom r, int size, int texture) {
    Outline outline = Outline.random(r, size);
    float spread = size * 0.9f;
    float x = (r.nextFloat() - 0.5f) * spread;
    float y = (r.nextFloat() - 0.5f) * spread;
    boolean array = outline.reach() < size * 0.12f && r.nextDouble() < 0.5;
    float pitch = array ? outline.reach() * (2.2f + 1.5f * r.nextFloat()) : 0;
    return of(r, outline, x, y, pitch, texture);
  }

  private static Part of(
      SplittableRandom r, Outline outline, float x, float y, float pitch, int texture) {
    double angle = r.nextDouble() * 2 * Math.PI;
    if (r.nextBoolean()) {
      angle = Math.rint(angle / (Math.PI / 4)) * Math.PI / 4;
    }
    float[] gain = new float[3];
    for (int c = 0; c < 3; c++) {
      gain[c] = 0.9f + 0.2f * r.nextFloat();
    }
    return new Part(
        outline,
        x,
        y,
        (float) Math.cos(angle),
        (float) Math.sin(angle),
        pitch,
        texture,
        (float) Math.pow(1.3, r.nextDouble() * 2 - 1),
        r.nextDouble() < 0.5,
        r.nextInt(1 << 16),
        gain,
        r.nextDouble() < 0.5 ? 0 : 0.8f * (r.nextFloat() - 0.5f),
        1 + 4 * r.nextFloat(),
        r.nextDouble() < 0.5 ? 0 : 0.5f * r.nextFloat(),
        r.nextDouble() < 0.6 ? 0 : 0.6f * r.nextFloat());
  }
}
