package io.ucad.trainer.sample;

/**
 * Steel fresh from the lathe: concentric tool marks throw the light into a fan that follows the
 * lamp and not the part.
 */
record TurnedFace(Colour metal, long seed, Light light) implements Element {
  private static final double HUB = 0.42;

  @Override
  public void paint(Surface surface, Pose frame) {
    double lamp = light.azimuth() - frame.angle();
    surface.each(
        frame,
        (i, x, y) -> {
          double body = surface.onBody(i);
          if (body <= 0) {
            return;
          }
          double radius = Math.hypot(x, y);
          double turn = Math.atan2(y, x) - lamp;
          double fan = Math.pow(Math.abs(Math.cos(turn)), 5);
          double fine = Noise.smooth(seed, radius * 140, 0);
          double coarse = Noise.smooth(seed + 1, radius * 34, 0);
          double chatter = Noise.smooth(seed + 2, radius * 50, 4 * Math.cos(turn));
          double handling = Noise.fractal(seed + 3, x * 3, y * 3, 4);
          double tone =
              0.40
                  + 0.62 * fan
                  + (0.05 + 0.06 * fan) * (fine + coarse)
                  + 0.03 * chatter
                  + 0.05 * handling;
          surface.paint(i, body, metal.scaled(tone));
          surface.finish(i, body, 0.35 + 0.08 * handling, 0.25);
          double hub = 0.035 * Noise.step(HUB + 0.012, HUB - 0.012, radius);
          double chamfer = 0.7 * Math.max(0, 0.035 - surface.depth[i]);
          surface.raiseTo(i, body, 0.06 + hub - chamfer);
          surface.lit[i] += (float) (body * (1 - surface.lit[i]));
        });
  }
}
