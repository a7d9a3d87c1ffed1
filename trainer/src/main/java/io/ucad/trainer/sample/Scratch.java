package io.ucad.trainer.sample;

/**
 * A tool slipped: a fine groove that lays the raw material bare.
 *
 * @param raw colour of the bared material
 */
record Scratch(Colour raw) implements Defect {
  @Override
  public String kind() {
    return "scratch";
  }

  @Override
  public void spoil(Scene scene, RandomStream random, double strength) {
    double width = random.between(0.004, 0.007) + 0.009 * strength;
    double length = random.between(0.2, 0.4) + 0.6 * strength * random.between(0.3, 1);
    Trail trail = Trail.from(Site.inside(scene, random, 0.03), random, length, width, 0.9, 0.03);
    double bared = random.between(0.2, 0.35) + 0.6 * strength;
    double groove = 0.006 + 0.018 * strength;
    Site centre = trail.centre();
    scene.add(
        Part.base(
            (surface, frame) ->
                surface.near(
                    frame,
                    centre.x(),
                    centre.y(),
                    trail.reach(0.02),
                    (i, x, y) -> {
                      double distance = trail.distance(x, y);
                      double body = surface.onBody(i);
                      double cover = surface.cover(frame, distance) * body;
                      surface.paint(i, cover * bared, raw);
                      double dip = Noise.step(width, -width, distance) * body;
                      surface.height[i] -= (float) (groove * dip);
                    })));
  }
}
