package io.ucad.pretrain.scene;

/**
 * What a patch looks like, in numbers of about unit size. For each of its four quarters: strength
 * of the edges and of the fine detail, the edges' direction as the means of cos and sin of the
 * double and the fourfold angle (opposite directions are the same edge), their signed means, and
 * the colour.
 */
final class Descriptor {
  /** Numbers for each quarter. */
  private static final int QUARTER = 11;

  /** Numbers for each patch. */
  static final int LENGTH = 4 * QUARTER;

  private Descriptor() {}

  /** Writes the descriptors of all patches in row-major order from {@code start} on. */
  static void describe(Picture picture, int patch, float[] out, int start) {
    int size = picture.size;
    int pixels = picture.pixels();
    float[] grey = new float[pixels];
    for (int i = 0; i < pixels; i++) {
      grey[i] =
          0.3f * picture.rgb[i]
              + 0.59f * picture.rgb[pixels + i]
              + 0.11f * picture.rgb[2 * pixels + i];
    }
    int grid = size / patch;
    int half = patch / 2;
    for (int p = 0; p < grid * grid; p++) {
      int top = p / grid * patch;
      int left = p % grid * patch;
      for (int q = 0; q < 4; q++) {
        quarter(
            picture,
            grey,
            top + q / 2 * half,
            left + q % 2 * half,
            half,
            out,
            start + p * LENGTH + q * QUARTER);
      }
    }
  }

  private static void quarter(
      Picture picture, float[] grey, int top, int left, int side, float[] out, int at) {
    int size = picture.size;
    int pixels = picture.pixels();
    float strength = 0;
    float fine = 0;
    float cos2 = 0;
    float sin2 = 0;
    float cos4 = 0;
    float sin4 = 0;
    float alongX = 0;
    float alongY = 0;
    float red = 0;
    float green = 0;
    float blue = 0;
    for (int y = top; y < top + side; y++) {
      int up = Math.max(0, y - 1) * size;
      int down = Math.min(size - 1, y + 1) * size;
      for (int x = left; x < left + side; x++) {
        int here = y * size + x;
        float west = grey[y * size + Math.max(0, x - 1)];
        float east = grey[y * size + Math.min(size - 1, x + 1)];
        float gx = east - west;
        float gy = grey[down + x] - grey[up + x];
        float m = (float) Math.sqrt(gx * gx + gy * gy) + 1e-6f;
        float c = (gx * gx - gy * gy) / m;
        float s = 2 * gx * gy / m;
        strength += m;
        cos2 += c;
        sin2 += s;
        cos4 += (c * c - s * s) / m;
        sin4 += 2 * c * s / m;
        alongX += gx;
        alongY += gy;
        fine += Math.abs(4 * grey[here] - west - east - grey[down + x] - grey[up + x]);
        red += picture.rgb[here];
        green += picture.rgb[pixels + here];
        blue += picture.rgb[2 * pixels + here];
      }
    }
    float n = side * side;
    float total = strength + 0.02f * n;
    out[at] = (float) Math.log(0.02 + strength / n) + 2;
    out[at + 1] = (float) Math.log(0.02 + fine / n) + 1.8f;
    out[at + 2] = 2 * cos2 / total;
    out[at + 3] = 2 * sin2 / total;
    out[at + 4] = 2 * cos4 / total;
    out[at + 5] = 2 * sin4 / total;
    out[at + 6] = 2 * alongX / total;
    out[at + 7] = 2 * alongY / total;
    out[at + 8] = 4 * (red / n - 0.5f);
    out[at + 9] = 4 * (green / n - 0.5f);
    out[at + 10] = 4 * (blue / n - 0.5f);
  }
}
