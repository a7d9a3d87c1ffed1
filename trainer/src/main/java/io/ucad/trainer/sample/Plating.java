package io.ucad.trainer.sample;

/** Zinc over a bolt: satin, with the spangle and the drag marks of a barrel full of bolts. */
record Plating(BoltForm form, Colour zinc, long seed) implements Element {
  Plating with(BoltForm.Stripped damage) {
    return new Plating(form.with(damage), zinc, seed);
  }

  @Override
  public void paint(Surface surface, Pose frame) {
    surface.each(
        frame,
        (i, x, y) -> {
          double body = surface.onBody(i);
          if (body <= 0) {
            return;
          }
          double spangle = Noise.fractal(seed, x * 7, y * 7, 3);
          double drawn =
              form.inHead(x)
                  ? Noise.smooth(seed + 3, x * 12, y * 70)
                  : Noise.smooth(seed + 4, x * 90, y * 10);
          double tone = 0.88 + 0.10 * spangle + 0.06 * drawn;
          surface.paint(i, body, zinc.scaled(tone));
          surface.finish(i, body, 0.62 + 0.1 * spangle, 0.42);
          double edge = 0.5 * Math.max(0, 0.012 - surface.depth[i]);
          surface.raiseTo(i, body, 0.62 * form.height(x, y) - edge);
          surface.lit[i] += (float) (body * (1 - surface.lit[i]));
        });
  }
}
