package io.ucad.pretrain.scene;

import io.ucad.pretrain.texture.Lattice;
import io.ucad.pretrain.texture.TextureBank;
import java.util.SplittableRandom;

/** Draws a defect into a picture and tells which pixels changed. */
final class Damage {
  private static final float VISIBLE = 0.08f;

  private Damage() {}

  /** How much of a pixel the defect covers, 0 to 1. */
  @FunctionalInterface
  private interface Mask {
    float at(float x, float y);
  }

  /** Marks in {@code changed} every pixel whose colours moved visibly. */
  static void draw(Picture picture, TextureBank bank, SplittableRandom r, boolean[] changed) {
    int size = picture.size;
    float cx = size * (0.1f + 0.8f * r.nextFloat());
    float cy = size * (0.1f + 0.8f * r.nextFloat());
    Mask mask = mask(r);
    float[] before = picture.rgb.clone();
    int kind = r.nextInt(6);
    float[] offset = offset(r);
    float gain = 0.7f + 0.6f * r.nextFloat();
    byte[] tile = bank.tile(r.nextInt(bank.classes()), r.nextInt(bank.variants()));
    int from = r.nextInt(size * size);
    float pinch = 0.25f + 0.5f * r.nextFloat();
    int pixels = picture.pixels();
    for (int y = 0; y < size; y++) {
      for (int x = 0; x < size; x++) {
        float share = mask.at(x - cx, y - cy);
        if (share <= 0) {
          continue;
        }
        int at = y * size + x;
        float moved = 0;
        for (int c = 0; c < 3; c++) {
          float now = before[c * pixels + at];
          float value =
              switch (kind) {
                case 0 -> before[c * pixels + (from + size * size - at) % pixels] * gain;
                case 1, 2 -> now + offset[c];
                case 3 ->
                    (tile[3 * (y % TextureBank.TILE * TextureBank.TILE + x % TextureBank.TILE) + c]
                            & 255)
                        / 255f;
                case 4 -> smear(before, c * pixels, size, x, y);
                default ->
                    before[
                        c * pixels
                            + pulled(y, cy, pinch, size) * size
                            + pulled(x, cx, pinch, size)];
              };
          picture.rgb[c * pixels + at] = now + share * (value - now);
          moved += Math.abs(share * (value - now));
        }
        changed[at] |= moved > VISIBLE;
      }
    }
  }

  private static float[] offset(SplittableRandom r) {
    float common = (0.08f + 0.45f * r.nextFloat()) * (r.nextBoolean() ? 1 : -1);
    float[] offset = new float[3];
    for (int c = 0; c < 3; c++) {
      offset[c] = common + 0.25f * (r.nextFloat() - 0.5f);
    }
    return offset;
  }

  private static Mask mask(SplittableRandom r) {
    double angle = r.nextDouble() * Math.PI;
    float cos = (float) Math.cos(angle);
    float sin = (float) Math.sin(angle);
    int kind = r.nextInt(3);
    int seed = r.nextInt();
    if (kind == 0) {
      float length = 8 + 40 * r.nextFloat();
      float width = 0.5f + 1.8f * r.nextFloat();
      float bend = 6 * (r.nextFloat() - 0.5f);
      return (x, y) -> {
        float along = cos * x + sin * y;
        if (Math.abs(along) > length) {
          return 0;
        }
        float across = cos * y - sin * x + bend * Lattice.smooth(seed, along / 12, 0);
        return Math.clamp(width + 0.5f - Math.abs(across), 0f, 1f);
      };
    }
    float radius = (float) (2.5 * Math.pow(8, r.nextDouble()));
    if (kind == 1) {
      float aspect = (float) Math.pow(2, r.nextDouble() * 2 - 1);
      return (x, y) -> {
        float u = Math.abs(cos * x + sin * y) - radius * aspect;
        float v = Math.abs(cos * y - sin * x) - radius / aspect;
        return Math.clamp(0.5f - Math.max(u, v), 0f, 1f);
      };
    }
    return (x, y) -> {
      float wave = 1 + 0.5f * Lattice.smooth(seed, x / radius, y / radius);
      return Math.clamp(radius * wave + 0.5f - (float) Math.sqrt(x * x + y * y), 0f, 1f);
    };
  }

  /** The mean of some neighbours: what was there is wiped away. */
  private static float smear(float[] values, int base, int size, int x, int y) {
    float sum = 0;
    for (int j = -4; j <= 4; j += 2) {
      for (int i = -4; i <= 4; i += 2) {
        sum +=
            values[base + Math.clamp(y + j, 0, size - 1) * size + Math.clamp(x + i, 0, size - 1)];
      }
    }
    return sum / 25;
  }

  private static int pulled(int t, float centre, float pinch, int size) {
    return Math.clamp(Math.round(centre + pinch * (t - centre)), 0, size - 1);
  }
}
