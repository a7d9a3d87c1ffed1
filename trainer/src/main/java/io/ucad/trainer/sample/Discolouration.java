package io.ucad.trainer.sample;

/** A soft patch of another shade: heat, bleach, a bad dye lot. The shape of the surface stays. */
record Discolouration() implements Defect {
  @Override
  public String kind() {
    return "discolouration";
  }

  @Override
  public void spoil(Scene scene, RandomStream random, double strength) {
    double radius = random.between(0.10, 0.18) + 0.15 * strength * random.between(0, 1);
    double change = random.sign() * (0.16 + 0.38 * strength);
    double warm = random.around(0, 0.2 + 0.3 * strength);
    Site site = Site.inside(scene, random, 0.05);
    long seed = random.seed("patch");
    Shape patch = Shape.circle(site.x(), site.y(), radius).rough(seed, 1.0 / radius, 0.4 * radius);
    scene.add(
        Part.base(
            (surface, frame) ->
                surface.near(
                    frame,
                    site.x(),
                    site.y(),
                    radius * 2,
                    (i, x, y) -> {
                      double soft =
                          Noise.step(0.25 * radius, -0.35 * radius, patch.distance(x, y))
                              * surface.onBody(i);
                      surface.tint(i, 1 + change * soft);
                      surface.red[i] *= (float) (1 + warm * soft);
                      surface.blue[i] *= (float) (1 - warm * soft);
                    })));
  }
}
