package io.ucad.pretrain.scene;

import java.util.SplittableRandom;

/** The shape of a part about its centre, in pixels. */
sealed interface Outline {
  /** Distance to the edge, about right near it, negative inside. */
  float distance(float x, float y);

  /** No point of the shape is farther from its centre. */
  float reach();

  /** A disc, or a ring if {@code bore} is positive. */
  record Disc(float radius, float bore) implements Outline {
    @Override
    public float distance(float x, float y) {
      float r = (float) Math.sqrt(x * x + y * y);
      return Math.max(r - radius, bore - r);
    }

    @Override
    public float reach() {
      return radius;
    }
  }

  /** A rectangle with round corners. */
  record Box(float halfWidth, float halfHeight, float corner) implements Outline {
    @Override
    public float distance(float x, float y) {
      float dx = Math.abs(x) - halfWidth + corner;
      float dy = Math.abs(y) - halfHeight + corner;
      float ox = Math.max(dx, 0);
      float oy = Math.max(dy, 0);
      return (float) Math.sqrt(ox * ox + oy * oy) + Math.min(Math.max(dx, dy), 0) - corner;
    }

    @Override
    public float reach() {
      return halfWidth + halfHeight;
    }
  }

  /** A gear, a flower or a polygon: the radius changes with the angle. */
  record Lobed(float radius, int lobes, float depth) implements Outline {
    @Override
    public float distance(float x, float y) {
      float r = (float) Math.sqrt(x * x + y * y);
      float wave = (float) Math.cos(lobes * Math.atan2(y, x));
      return r - radius * (1 + depth * wave);
    }

    @Override
    public float reach() {
      return radius * (1 + depth);
    }
  }

  /** Everything. */
  record Ground() implements Outline {
    @Override
    public float distance(float x, float y) {
      return -1000;
    }

    @Override
    public float reach() {
      return 1e6f;
    }
  }

  /** A shape for a picture of {@code size} pixels. */
  static Outline random(SplittableRandom r, int size) {
    float scale = (float) (size * 0.06 * Math.pow(8, r.nextDouble()));
    return switch (r.nextInt(6)) {
      case 0 -> new Disc(scale, 0);
      case 1 -> new Disc(scale, scale * (0.3f + 0.5f * r.nextFloat()));
      case 2, 3 -> {
        float aspect = (float) Math.pow(4, r.nextDouble() * 2 - 1);
        float shorter = Math.min(scale * aspect, scale / aspect);
        yield new Box(
            scale * aspect, scale / aspect, r.nextBoolean() ? 0 : shorter * r.nextFloat() * 0.8f);
      }
      case 4 -> new Box(size * 1.5f, scale * 0.35f, 0);
      default -> new Lobed(scale, 3 + r.nextInt(14), 0.03f + 0.2f * r.nextFloat());
    };
  }
}
