package io.ucad.trainer.sample;

/**
 * The table under a part, with the part's soft shadow on it.
 *
 * @param colour of the mat
 * @param grain how strong its texture is
 * @param thickness of the part, part units: how far its shadow reaches
 */
record Table(Colour colour, double grain, double thickness, long seed, Light light)
    implements Element {
  @Override
  public void paint(Surface surface, Pose frame) {
    // The shadow falls away from the lamp, which is fixed to the image and not to the part.
    double reach = thickness / Math.tan(light.elevation()) * frame.unit();
    double sx = reach * Math.cos(light.azimuth() - frame.angle());
    double sy = reach * Math.sin(light.azimuth() - frame.angle());
    surface.each(
        frame,
        (i, x, y) -> {
          double u = frame.u(x, y);
          double v = frame.v(x, y);
          double wear = Noise.fractal(seed, u * 2, v * 2, 3);
          double fleck = Noise.smooth(seed + 5, u * 60, v * 60);
          surface.paint(i, 1, colour.scaled(1 + grain * (0.6 * wear + 0.4 * fleck)));
          double open = surface.body.distance(x + 0.5 * sx, y + 0.5 * sy);
          surface.dim(i, 0.6 * Noise.step(thickness * 0.6, -thickness * 0.4, open));
        });
  }
}
