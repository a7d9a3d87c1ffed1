package io.ucad.trainer.sample;

/** A drilled hole with a countersink, dark inside. */
record Bore(double x, double y, double radius) implements Element {
  private static final Colour WALL = Colour.hex(0x2b2d30);

  Part part() {
    return new Part(Role.HOLE, x, y, radius * 1.3, this);
  }

  @Override
  public void paint(Surface surface, Pose frame) {
    surface.near(
        frame,
        x,
        y,
        radius * 1.4,
        (i, px, py) -> {
          double distance = Math.hypot(px - x, py - y) - radius;
          double body = surface.onBody(i);
          double cover = surface.cover(frame, distance) * body;
          surface.paint(i, cover, WALL.scaled(0.6 + 0.5 * (py - y) / radius));
          surface.finish(i, cover, 0.05, 0.1);
          surface.height[i] -= (float) (0.03 * Noise.step(0.022, -0.006, distance) * body);
        });
  }
}
