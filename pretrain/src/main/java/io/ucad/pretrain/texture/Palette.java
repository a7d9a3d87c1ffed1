package io.ucad.pretrain.texture;

import java.util.SplittableRandom;

/** Colours of the darkest, the middle and the brightest tone, RGB in 0 to 1, nine numbers. */
@SuppressWarnings("ArrayRecordComponent") // numeric payload, never compared
record Palette(float[] colours) {
  static Palette random(SplittableRandom r) {
    float[] dark = colour(r);
    float[] bright = colour(r);
    // Less contrast than this would be one plain colour.
    float contrast = Texture.scale(r, 0.2, 1);
    float[] colours = new float[9];
    float bend = Texture.chance(r, 0.3) ? Texture.between(r, -0.3, 0.3) : 0;
    for (int c = 0; c < 3; c++) {
      float centre = 0.5f * (dark[c] + bright[c]);
      colours[c] = centre + contrast * (dark[c] - centre);
      colours[6 + c] = centre + contrast * (bright[c] - centre);
      colours[3 + c] = Math.clamp(centre + bend * (c == 1 ? 1 : -0.5f), 0f, 1f);
    }
    return new Palette(colours);
  }

  /** Half of all colours are nearly grey, as metal, paper and plastics are. */
  private static float[] colour(SplittableRandom r) {
    float grey = Texture.between(r, 0.05, 0.95);
    float chroma = r.nextBoolean() ? Texture.between(r, 0, 0.06) : Texture.between(r, 0.1, 0.5);
    double hue = r.nextDouble() * 2 * Math.PI;
    float[] rgb = new float[3];
    for (int c = 0; c < 3; c++) {
      rgb[c] =
          Math.clamp(grey + chroma * (float) Math.cos(hue + c * 2 * Math.PI / 3), 0.01f, 0.99f);
    }
    return rgb;
  }

  float at(float tone, int channel) {
    return tone < 0.5f
        ? Lattice.mixed(colours[channel], colours[3 + channel], 2 * tone)
        : Lattice.mixed(colours[3 + channel], colours[6 + channel], 2 * tone - 1);
  }
}
