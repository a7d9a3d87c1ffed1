package io.ucad.pretrain.scene;

import io.ucad.pretrain.texture.Lattice;
import java.util.SplittableRandom;

/** Light that changes over the scene, and a lens and sensor that are not perfect. */
final class Camera {
  private Camera() {}

  /** Even light becomes light from somewhere: gains, a slope, a glow, a curve. */
  static void light(Picture picture, float strength, SplittableRandom r) {
    int size = picture.size;
    int pixels = picture.pixels();
    float[] gain = new float[3];
    float common = 1 + 0.25f * strength * (2 * r.nextFloat() - 1);
    for (int c = 0; c < 3; c++) {
      gain[c] = common * (1 + 0.08f * strength * (2 * r.nextFloat() - 1));
    }
    float slopeX = 0.3f * strength * (2 * r.nextFloat() - 1) / size;
    float slopeY = 0.3f * strength * (2 * r.nextFloat() - 1) / size;
    float glow = r.nextDouble() < 0.3 ? 0.25f * strength * r.nextFloat() : 0;
    float glowX = size * r.nextFloat();
    float glowY = size * r.nextFloat();
    float offset = 0.05f * strength * (2 * r.nextFloat() - 1);
    for (int y = 0; y < size; y++) {
      for (int x = 0; x < size; x++) {
        float slope = 1 + slopeX * (x - size / 2f) + slopeY * (y - size / 2f);
        float extra = offset;
        if (glow > 0) {
          float dx = (x - glowX) / (0.3f * size);
          float dy = (y - glowY) / (0.3f * size);
          extra += glow / (1 + dx * dx + dy * dy);
        }
        for (int c = 0; c < 3; c++) {
          int i = c * pixels + y * size + x;
          picture.rgb[i] = Math.clamp(picture.rgb[i] * gain[c] * slope + extra, 0f, 1f);
        }
      }
    }
  }

  /** Blur and noise. */
  static void record(Picture picture, float strength, SplittableRandom r) {
    float blur = r.nextDouble() < 0.5 ? 0 : 0.33f * r.nextFloat();
    float noise = (float) (0.004 * Math.pow(12, strength * r.nextDouble()));
    int size = picture.size;
    int pixels = picture.pixels();
    int seed = r.nextInt();
    if (blur > 0) {
      float[] row = new float[Math.max(size, 3)];
      for (int c = 0; c < 3; c++) {
        for (int line = 0; line < size; line++) {
          smooth(picture.rgb, c * pixels + line * size, 1, size, blur, row);
        }
        for (int line = 0; line < size; line++) {
          smooth(picture.rgb, c * pixels + line, size, size, blur, row);
        }
      }
    }
    for (int i = 0; i < picture.rgb.length; i++) {
      // Two even numbers make a triangle, near enough to a Gaussian.
      float n = Lattice.cell(seed, i, 0) + Lattice.cell(seed, i, 1) - 1;
      picture.rgb[i] = Math.clamp(picture.rgb[i] + 2.4f * noise * n, 0f, 1f);
    }
  }

  private static void smooth(
      float[] values, int start, int stride, int count, float side, float[] line) {
    for (int i = 0; i < count; i++) {
      line[i] = values[start + i * stride];
    }
    for (int i = 0; i < count; i++) {
      float left = line[Math.max(0, i - 1)];
      float right = line[Math.min(count - 1, i + 1)];
      values[start + i * stride] = line[i] * (1 - 2 * side) + side * (left + right);
    }
  }
}
