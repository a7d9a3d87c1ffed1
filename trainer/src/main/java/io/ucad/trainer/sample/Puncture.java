package io.ucad.trainer.sample;

/** A small ragged hole with darkness below. */
record Puncture() implements Defect {
  private static final Colour DARK = Colour.hex(0x0c0a09);

  @Override
  public String kind() {
    return "hole";
  }

  @Override
  public void spoil(Scene scene, RandomStream random, double strength) {
    double radius = random.between(0.018, 0.03) + 0.075 * strength;
    Site site = Site.inside(scene, random, radius);
    long seed = random.seed("rag");
    double opacity = 0.55 + 0.4 * strength;
    Shape hole = Shape.circle(site.x(), site.y(), radius).rough(seed, 1.5 / radius, 0.5 * radius);
    scene.add(
        Part.base(
            (surface, frame) ->
                surface.near(
                    frame,
                    site.x(),
                    site.y(),
                    radius * 2 + 0.03,
                    (i, x, y) -> {
                      double distance = hole.distance(x, y);
                      double cover = surface.cover(frame, distance) * opacity;
                      surface.paint(i, cover, DARK);
                      surface.finish(i, cover, 0, 0);
                      surface.height[i] -=
                          (float) (0.02 * Noise.step(0.025, -0.005, distance) * opacity);
                    })));
  }
}
