package io.ucad.trainer.sample;

import java.util.List;

/**
 * Something was spilt: a blotch with a ragged edge, darker along its rim where it dried last.
 *
 * @param spills colours of what is spilt at this station
 * @param gloss of the stain: 0 is dry dirt, 1 wet oil
 */
record Stain(List<Colour> spills, double gloss) implements Defect {
  @Override
  public String kind() {
    return "stain";
  }

  @Override
  public void spoil(Scene scene, RandomStream random, double strength) {
    double radius = random.between(0.05, 0.1) + 0.18 * strength * random.between(0.3, 1);
    double opacity = 0.18 + 0.65 * strength;
    Colour colour = random.pick(spills);
    Site site = Site.inside(scene, random, 0.02);
    long seed = random.seed("edge");
    Shape blotch =
        Shape.circle(site.x(), site.y(), radius).rough(seed, 1.3 / radius, 0.55 * radius);
    scene.add(
        Part.base(
            (surface, frame) ->
                surface.near(
                    frame,
                    site.x(),
                    site.y(),
                    radius * 1.8,
                    (i, x, y) -> {
                      double distance = blotch.distance(x, y);
                      double soft = Noise.step(0.012, -0.02, distance);
                      double rim = Math.exp(-distance * distance / 0.0004);
                      double grain = 0.85 + 0.3 * Noise.smooth(seed + 9, x * 40, y * 40);
                      double cover =
                          Math.min(1, soft * opacity * (0.8 + 0.35 * rim) * grain)
                              * surface.onBody(i);
                      surface.paint(i, cover, colour);
                      surface.finish(i, cover, gloss, 0.6 * gloss);
                    })));
  }
}
