package io.ucad.trainer.sample;

/** A blow: the surface sinks in, its colour stays. Seen by light and mirror image alone. */
record Dent() implements Defect {
  @Override
  public String kind() {
    return "dent";
  }

  @Override
  public void spoil(Scene scene, RandomStream random, double strength) {
    double radius = random.between(0.05, 0.09) + 0.11 * strength * random.between(0.4, 1);
    double depth = radius * (0.12 + 0.5 * strength) * (random.chance(0.75) ? 1 : -1);
    Site site = Site.inside(scene, random, radius * 0.7);
    double angle = random.angle();
    double squeeze = random.between(0.6, 1);
    long seed = random.seed("rim");
    Pose pose = Pose.at(site.x(), site.y(), angle, radius);
    scene.add(
        Part.base(
            (surface, frame) ->
                surface.near(
                    frame,
                    site.x(),
                    site.y(),
                    radius * 1.6,
                    (i, x, y) -> {
                      double dx = pose.x(x, y);
                      double dy = pose.y(x, y) / squeeze;
                      double rim = 1 + 0.25 * Noise.fractal(seed, dx * 1.5, dy * 1.5, 2);
                      double t = Math.min(1, (dx * dx + dy * dy) / (rim * rim));
                      double sunk = (1 - t) * (1 - t) * surface.onBody(i);
                      surface.height[i] -= (float) (depth * sunk);
                    })));
  }
}
