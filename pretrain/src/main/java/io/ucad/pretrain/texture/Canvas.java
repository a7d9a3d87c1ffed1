package io.ucad.pretrain.texture;

import java.util.Arrays;

/** A tone image to draw strokes on; it wraps at its edges. */
final class Canvas {
  private final int size;
  private final float[] tones;

  Canvas(int size, float ground) {
    this.size = size;
    this.tones = new float[size * size];
    Arrays.fill(tones, ground);
  }

  float[] tones() {
    return tones;
  }

  /** A round brush: full inside the radius, fading over one pixel. */
  void dab(float x, float y, float radius, float tone) {
    int reach = (int) Math.ceil(radius + 1);
    int cx = Math.round(x);
    int cy = Math.round(y);
    for (int j = cy - reach; j <= cy + reach; j++) {
      for (int i = cx - reach; i <= cx + reach; i++) {
        float dx = i - x;
        float dy = j - y;
        float cover = Math.clamp(radius + 0.5f - (float) Math.sqrt(dx * dx + dy * dy), 0f, 1f);
        if (cover > 0) {
          int at = Math.floorMod(j, size) * size + Math.floorMod(i, size);
          tones[at] += cover * (tone - tones[at]);
        }
      }
    }
  }

  void line(float x0, float y0, float x1, float y1, float radius, float tone) {
    float length = (float) Math.hypot(x1 - x0, y1 - y0);
    float pace = Math.max(0.7f, 0.6f * radius);
    int steps = Math.max(1, (int) Math.ceil(length / pace));
    for (int s = 0; s <= steps; s++) {
      float t = (float) s / steps;
      dab(Lattice.mixed(x0, x1, t), Lattice.mixed(y0, y1, t), radius, tone);
    }
  }

  void rectangle(int x0, int y0, int width, int height, float tone) {
    for (int y = y0; y < y0 + height; y++) {
      for (int x = x0; x < x0 + width; x++) {
        tones[Math.floorMod(y, size) * size + Math.floorMod(x, size)] = tone;
      }
    }
  }

  /** Adds light at one pixel. */
  void glow(float x, float y, float amount) {
    int at = Math.floorMod(Math.round(y), size) * size + Math.floorMod(Math.round(x), size);
    tones[at] = Math.min(1, tones[at] + amount);
  }
}
