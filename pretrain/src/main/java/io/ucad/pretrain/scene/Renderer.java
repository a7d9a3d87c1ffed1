package io.ucad.pretrain.scene;

import io.ucad.pretrain.texture.TextureBank;
import java.util.SplittableRandom;

/** Paints a scene as it lies before the camera this time, in even light. */
final class Renderer {
  private final TextureBank bank;
  private final float[] colour = new float[3];

  Renderer(TextureBank bank) {
    this.bank = bank;
  }

  /** Where the scene lies, and the direction of the light. */
  private record Pose(float dx, float dy, float cos, float sin, float lightX, float lightY) {
    static Pose random(Scene scene, SplittableRandom r) {
      double turn = scene.turn() * (2 * r.nextDouble() - 1);
      double zoom = 1 + 0.004 * scene.shift() * (2 * r.nextDouble() - 1);
      double light = -2.3 + 0.5 * scene.light() * (2 * r.nextDouble() - 1);
      return new Pose(
          scene.shift() * (2 * r.nextFloat() - 1),
          scene.shift() * (2 * r.nextFloat() - 1),
          (float) (zoom * Math.cos(turn)),
          (float) (zoom * Math.sin(turn)),
          (float) Math.cos(light),
          (float) Math.sin(light));
    }
  }

  void paint(Scene scene, SplittableRandom random, Picture picture) {
    Pose pose = Pose.random(scene, random);
    for (int i = 0; i < scene.parts().size(); i++) {
      Part part = scene.parts().get(i);
      int variant = random.nextInt(1 << 16);
      float u = random.nextInt(1 << 12);
      float v = random.nextInt(1 << 12);
      if (part.pinned()) {
        variant = part.pinnedVariant();
        u = variant & 127;
        v = variant >> 7;
      }
      byte[] tile = bank.tile(part.texture(), variant % bank.variants());
      if (part.shadow() > 0) {
        shade(part, pose, picture);
      }
      cover(i, part, pose, tile, u, v, picture);
    }
  }

  private void cover(
      int index, Part part, Pose pose, byte[] tile, float u, float v, Picture picture) {
    int size = picture.size;
    int pixels = picture.pixels();
    float half = size / 2f;
    int[] box = box(part, pose, size);
    for (int row = box[2]; row < box[3]; row++) {
      for (int column = box[0]; column < box[1]; column++) {
        float px = column + 0.5f - half - pose.dx();
        float py = row + 0.5f - half - pose.dy();
        float sx = pose.cos() * px + pose.sin() * py - part.x();
        float sy = pose.cos() * py - pose.sin() * px - part.y();
        float x = part.cos() * sx + part.sin() * sy;
        float y = part.cos() * sy - part.sin() * sx;
        float lx = folded(x, part.pitch());
        float ly = folded(y, part.pitch());
        float distance = part.outline().distance(lx, ly);
        if (distance >= 0.5f) {
          continue;
        }
        sample(tile, x * part.zoom() + u, y * part.zoom() + v);
        float extra = 0;
        if (distance > -part.rimWidth()) {
          float near = 1 + distance / part.rimWidth();
          float length = (float) Math.sqrt(lx * lx + ly * ly) + 1e-3f;
          float facing = (lx * pose.lightX() + ly * pose.lightY()) / length;
          extra = near * (part.rim() + part.bevel() * facing);
        }
        float share = Math.min(1, 0.5f - distance);
        int at = row * size + column;
        for (int c = 0; c < 3; c++) {
          float value = colour[c] * part.gain()[c] + extra;
          int i = c * pixels + at;
          picture.rgb[i] += share * (value - picture.rgb[i]);
        }
        if (share > 0.5f) {
          picture.part[at] = index;
        }
      }
    }
  }

  /** Darkens what lies behind a part, away from the light. */
  private static void shade(Part part, Pose pose, Picture picture) {
    int size = picture.size;
    int pixels = picture.pixels();
    float half = size / 2f;
    float away = 3;
    int[] box = box(part, pose, size);
    for (int row = box[2]; row < box[3]; row++) {
      for (int column = box[0]; column < box[1]; column++) {
        float px = column + 0.5f - half - pose.dx() + away * pose.lightX();
        float py = row + 0.5f - half - pose.dy() + away * pose.lightY();
        float sx = pose.cos() * px + pose.sin() * py - part.x();
        float sy = pose.cos() * py - pose.sin() * px - part.y();
        float x = folded(part.cos() * sx + part.sin() * sy, part.pitch());
        float y = folded(part.cos() * sy - part.sin() * sx, part.pitch());
        float depth = Math.clamp(0.5f - part.outline().distance(x, y) / 3, 0f, 1f);
        if (depth > 0) {
          float kept = 1 - part.shadow() * depth;
          int at = row * size + column;
          for (int c = 0; c < 3; c++) {
            picture.rgb[c * pixels + at] *= kept;
          }
        }
      }
    }
  }

  /** The pixels that a part may touch: first and end of columns, first and end of rows. */
  private static int[] box(Part part, Pose pose, int size) {
    if (part.pitch() > 0 || part.outline().reach() > size) {
      return new int[] {0, size, 0, size};
    }
    // The inverse of the pose, which turns by little and zooms by next to nothing.
    float cx = pose.cos() * part.x() - pose.sin() * part.y() + pose.dx() + size / 2f;
    float cy = pose.cos() * part.y() + pose.sin() * part.x() + pose.dy() + size / 2f;
    float reach = part.outline().reach() * 1.06f + 0.06f * size + 5;
    return new int[] {
      Math.clamp((int) (cx - reach), 0, size),
      Math.clamp((int) (cx + reach) + 1, 0, size),
      Math.clamp((int) (cy - reach), 0, size),
      Math.clamp((int) (cy + reach) + 1, 0, size)
    };
  }

  private static float folded(float t, float pitch) {
    return pitch == 0 ? t : t - pitch * (float) Math.rint(t / pitch);
  }

  /** Bilinear; the tile is mirrored at its edges. */
  private void sample(byte[] tile, float x, float y) {
    int x0 = (int) Math.floor(x);
    int y0 = (int) Math.floor(y);
    float fx = x - x0;
    float fy = y - y0;
    int left = mirrored(x0);
    int right = mirrored(x0 + 1);
    int top = mirrored(y0) * TextureBank.TILE;
    int bottom = mirrored(y0 + 1) * TextureBank.TILE;
    float scale = 1 / 255f;
    float a = (1 - fx) * (1 - fy) * scale;
    float b = fx * (1 - fy) * scale;
    float c = (1 - fx) * fy * scale;
    float d = fx * fy * scale;
    int i = 3 * (top + left);
    int j = 3 * (top + right);
    int k = 3 * (bottom + left);
    int l = 3 * (bottom + right);
    for (int channel = 0; channel < 3; channel++) {
      colour[channel] =
          a * (tile[i + channel] & 255)
              + b * (tile[j + channel] & 255)
              + c * (tile[k + channel] & 255)
              + d * (tile[l + channel] & 255);
    }
  }

  private static int mirrored(int t) {
    int period = 2 * TextureBank.TILE;
    int m = Math.floorMod(t, period);
    return m < TextureBank.TILE ? m : period - 1 - m;
  }
}
