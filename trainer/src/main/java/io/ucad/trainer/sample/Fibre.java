package io.ucad.trainer.sample;

import java.util.List;

/**
 * A hair, lint or a loose thread lies on the part and throws its shadow.
 *
 * @param colours of what flies about at this station
 */
record Fibre(List<Colour> colours) implements Defect {
  private static final double LIFT = 0.012;

  @Override
  public String kind() {
    return "fibre";
  }

  @Override
  public void spoil(Scene scene, RandomStream random, double strength) {
    double width = random.between(0.005, 0.007) + 0.008 * strength;
    double length = random.between(0.35, 0.6) + 0.6 * strength;
    Trail trail = Trail.from(Site.inside(scene, random, 0.05), random, length, width, 5, 0.2);
    Colour colour = random.pick(colours);
    double opacity = 0.4 + 0.6 * strength;
    Site centre = trail.centre();
    scene.add(
        Part.base(
            (surface, frame) ->
                surface.near(
                    frame,
                    centre.x(),
                    centre.y(),
                    trail.reach(0.05),
                    (i, x, y) -> {
                      double shadow = trail.distance(x - LIFT, y - LIFT);
                      surface.dim(i, 0.35 * opacity * Noise.step(0.015, -0.005, shadow));
                      double distance = trail.distance(x, y);
                      double cover = surface.cover(frame, distance) * opacity;
                      surface.paint(i, cover, colour);
                      surface.height[i] +=
                          (float) (0.008 * Noise.step(width, -width, distance) * opacity);
                    })));
  }
}
