package io.ucad.trainer.sample;

/** Glossy plastic: a shallow dome inside a rim, ribs down the skirt. */
record Moulding(Colour plastic, long seed) implements Element {
  private static final int RIBS = 72;
  private static final double RIM = 0.66;

  @Override
  public void paint(Surface surface, Pose frame) {
    surface.each(
        frame,
        (i, x, y) -> {
          double body = surface.onBody(i);
          if (body <= 0) {
            return;
          }
          double radius = Math.hypot(x, y);
          double flow = Noise.fractal(seed, x * 2.2, y * 2.2, 3);
          surface.paint(i, body, plastic.scaled(0.95 + 0.10 * flow));
          surface.finish(i, body, 0.55, 0.55);
          double dome = -0.16 * radius * radius;
          double rim = 0.02 * Math.exp(-Math.pow((radius - RIM + 0.02) / 0.018, 2));
          double groove = -0.02 * Math.exp(-Math.pow((radius - RIM + 0.09) / 0.02, 2));
          double skirt = Noise.step(RIM, 0.80, radius);
          double rib = 0.018 * skirt * Math.cos(RIBS * Math.atan2(y, x));
          double fall = -0.16 * skirt * skirt - 0.5 * Math.max(0, 0.02 - surface.depth[i]);
          double sink = 0.004 * flow;
          surface.raiseTo(i, body, 0.3 + dome + rim + groove + rib + fall + sink);
          surface.lit[i] += (float) (body * (1 - surface.lit[i]));
        });
  }
}
