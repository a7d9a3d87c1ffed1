package io.ucad.trainer.sample;

/** The brand on the cap: a wave in a shield. */
record Emblem(Colour ink, Pose register) implements Element {
  private static final Shape SHIELD =
      Shape.box(0, -0.07, 0.15, 0.13, 0.06).minus(Shape.box(0, -0.07, 0.125, 0.105, 0.045));
  private static final Shape WAVE =
      (x, y) ->
          Math.max(Math.abs(y + 0.07 - 0.035 * Math.sin(x * 38)) - 0.018, Math.abs(x) - 0.095);
  private static final Shape SUN = Shape.circle(0.035, -0.135, 0.024);

  @Override
  public void paint(Surface surface, Pose frame) {
    Pose place = frame.then(register);
    surface.near(
        place,
        0,
        -0.07,
        0.25,
        (i, x, y) -> {
          double distance =
              Math.min(SHIELD.distance(x, y), Math.min(WAVE.distance(x, y), SUN.distance(x, y)));
          surface.paint(i, 0.95 * surface.cover(place, distance) * surface.onBody(i), ink);
        });
  }
}
