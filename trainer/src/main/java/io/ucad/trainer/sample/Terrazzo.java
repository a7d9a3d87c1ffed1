package io.ucad.trainer.sample;

import java.util.List;

/**
 * Chips in cement: cells of a jittered lattice at two sizes, each cut to a rough polygon.
 *
 * @param gap between chips, as a share of a cell
 */
record Terrazzo(Colour cement, List<Colour> marble, long seed, double gap) implements Element {
  @Override
  public void paint(Surface surface, Pose frame) {
    surface.each(
        frame,
        (i, x, y) -> {
          double sand = Noise.fractal(seed, x * 45, y * 45, 2);
          double cloud = Noise.fractal(seed + 1, x * 1.5, y * 1.5, 3);
          surface.paint(i, 1, cement.scaled(1 + 0.14 * sand + 0.08 * cloud));
          layer(surface, frame, i, x, y, 17, 0.16, seed + 20);
          layer(surface, frame, i, x, y, 5, 0.34, seed + 40);
          surface.finish(i, 1, 0.22, 0.45);
          surface.height[i] = (float) (0.0008 * sand);
        });
  }

  /** Chips of one sieve: Worley cells of which a share is filled. */
  private void layer(
      Surface surface,
      Pose frame,
      int i,
      double x,
      double y,
      double density,
      double share,
      long layerSeed) {
    double wx = x * density + 0.25 * Noise.smooth(layerSeed + 7, x * density * 2, y * density * 2);
    double wy = y * density + 0.25 * Noise.smooth(layerSeed + 8, x * density * 2, y * density * 2);
    long cx = (long) Math.floor(wx);
    long cy = (long) Math.floor(wy);
    double nearest = 9;
    double second = 9;
    long owner = 0;
    for (long gy = cy - 1; gy <= cy + 1; gy++) {
      for (long gx = cx - 1; gx <= cx + 1; gx++) {
        double dx = gx + 0.1 + 0.8 * Noise.cell(layerSeed, gx, gy) - wx;
        double dy = gy + 0.1 + 0.8 * Noise.cell(layerSeed + 1, gx, gy) - wy;
        double distance = Math.hypot(dx, dy);
        if (distance < nearest) {
          second = nearest;
          nearest = distance;
          owner = Noise.mix(gx * 0x9E3779B97F4A7C15L + gy);
        } else {
          second = Math.min(second, distance);
        }
      }
    }
    if (Noise.cell(layerSeed + 2, owner, 0) > share) {
      return;
    }
    double inside = Math.min((second - nearest) / 2 - gap, 0.46 - nearest);
    double cover = surface.cover(frame, -inside / density);
    int kind = (int) (marble.size() * Noise.cell(layerSeed + 3, owner, 0));
    double tone = 0.85 + 0.3 * Noise.cell(layerSeed + 4, owner, 0);
    double vein = 0.10 * Noise.fractal(layerSeed + 5, x * 14, y * 14, 2);
    surface.paint(i, cover, marble.get(kind).scaled(tone + vein));
  }
}
