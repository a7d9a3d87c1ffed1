package io.ucad.trainer.sample;

/**
 * Light on a surface: matte (Lambert), satin (Blinn-Phong) and the mirrored image of a soft box at
 * the key light.
 */
final class Shading {
  private final Surface surface;
  private final Light light;
  private final int size;

  Shading(Surface surface, Light light) {
    this.surface = surface;
    this.light = light;
    this.size = surface.size;
  }

  /** Linear red, green and blue, each {@code [size, size]}. */
  float[][] channels() {
    float[][] channels = new float[3][size * size];
    double pitch = 2 * surface.pixelWidth(surface.pose);
    double lx = light.x();
    double ly = light.y();
    double lz = light.z();
    double half = Math.sqrt(lx * lx + ly * ly + (lz + 1) * (lz + 1));
    for (int i = 0; i < size * size; i++) {
      int column = i % size;
      int row = i / size;
      double gx = slope(row, column, 0, 1) / pitch;
      double gy = slope(row, column, 1, 0) / pitch;
      double nz = 1 / Math.sqrt(1 + gx * gx + gy * gy);
      double nx = -gx * nz;
      double ny = -gy * nz;

      double u = 2.0 * column / size - 1;
      double v = 2.0 * row / size - 1;
      double key = light.key() * surface.lit[i] * (1 + light.falloff() * (u * lx + v * ly));
      double matte = key * Math.max(0, nx * lx + ny * ly + nz * lz);
      double hall = light.ambient() * (0.5 + 0.5 * surface.lit[i]) * (0.7 + 0.3 * nz);
      double mirrored = 0;
      double gloss = surface.gloss[i];
      if (gloss > 0.01) {
        double polish = surface.polish[i];
        double toHalf = Math.max(0, (nx * lx + ny * ly + nz * (lz + 1)) / half);
        double satin = Math.pow(toHalf, 6 + 90 * polish) * (0.35 + 0.4 * polish);
        double toBox = 2 * nz * (nx * lx + ny * ly + nz * lz) - lz;
        double box = Noise.step(0.93, 0.93 + 0.08 * (1.2 - polish), toBox) * polish * 0.8;
        // A glossy surface that looks up sees the ceiling, one that looks aside the dark hall.
        double ceiling = 0.10 * polish * (2 * nz * nz - 1);
        mirrored = gloss * key * (satin + box + ceiling);
      }
      double body = (matte + hall) * (1 - 0.3 * gloss);
      channels[0][i] = (float) ((surface.red[i] * body + mirrored) * (1 + light.warmth()));
      channels[1][i] = (float) (surface.green[i] * body + mirrored);
      channels[2][i] = (float) ((surface.blue[i] * body + mirrored) * (1 - light.warmth()));
    }
    return channels;
  }

  private double slope(int row, int column, int down, int right) {
    return surface.height[index(row + down, column + right)]
        - surface.height[index(row - down, column - right)];
  }

  private int index(int row, int column) {
    return Math.clamp(row, 0, size - 1) * size + Math.clamp(column, 0, size - 1);
  }
}
