package io.ucad.pretrain.texture;

import java.util.SplittableRandom;

/** One or two sets of bars: grooves, ribs, plaids, meshes, knurls. */
record Grating(
    Frame frame, float period, float second, int profile, int join, float duty, float wander)
    implements Texture {
  static Grating random(SplittableRandom r) {
    float period = Texture.scale(r, 3.5, 36);
    return new Grating(
        Frame.random(r, 1),
        period,
        Texture.chance(r, 0.5) ? period : Texture.scale(r, 3.5, 36),
        r.nextInt(4),
        r.nextInt(5),
        Texture.between(r, 0.2, 0.8),
        Texture.chance(r, 0.5) ? 0 : Texture.between(r, 0.02, 0.25));
  }

  @Override
  public float[] draw(int size, SplittableRandom random) {
    int seed = random.nextInt();
    float u0 = random.nextInt(1000);
    float v0 = random.nextInt(1000);
    return Texture.each(
        size,
        (x, y) -> {
          float u = (frame.u(x, y) + u0) / period;
          float v = (frame.v(x, y) + v0) / second;
          if (wander > 0) {
            u += wander * Lattice.smooth(seed, x / 25, y / 25);
            v += wander * Lattice.smooth(seed + 1, x / 25, y / 25);
          }
          return switch (join) {
            case 0, 1 -> bar(u);
            case 2 -> bar(u) * bar(v);
            case 3 -> Math.max(bar(u), bar(v));
            default -> 0.5f * (bar(u + v) + bar(u - v));
          };
        });
  }

  private float bar(float t) {
    float f = t - (float) Math.floor(t);
    return switch (profile) {
      case 0 -> 0.5f + 0.5f * (float) Math.sin(2 * Math.PI * f);
      case 1 -> Lattice.step(duty - 0.08f, duty + 0.08f, 2 * Math.abs(f - 0.5f));
      case 2 -> f < duty ? f / duty : (1 - f) / (1 - duty);
      default -> {
        float across = 2 * f - 1;
        yield (float) Math.sqrt(Math.max(0, 1 - across * across / (0.3f + 0.7f * duty)));
      }
    };
  }
}
