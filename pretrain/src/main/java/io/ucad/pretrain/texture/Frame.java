package io.ucad.pretrain.texture;

import java.util.SplittableRandom;

/** Turned and stretched coordinates. */
record Frame(float cos, float sin, float stretch) {
  static Frame random(SplittableRandom random, double maxStretch) {
    double angle = random.nextDouble() * Math.PI;
    // Much of what is made lies along the axes.
    if (Texture.chance(random, 0.4)) {
      angle = Math.rint(angle / (Math.PI / 4)) * Math.PI / 4;
    }
    return new Frame(
        (float) Math.cos(angle), (float) Math.sin(angle), Texture.scale(random, 1, maxStretch));
  }

  float u(float x, float y) {
    return cos * x + sin * y;
  }

  float v(float x, float y) {
    return (cos * y - sin * x) * stretch;
  }
}
