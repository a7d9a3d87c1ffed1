package io.ucad.trainer.sample;

/** The material broke: a dark jagged line, sometimes forked. */
record Crack() implements Defect {
  private static final Colour DARK = Colour.hex(0x15110e);

  @Override
  public String kind() {
    return "crack";
  }

  @Override
  public void spoil(Scene scene, RandomStream random, double strength) {
    double width = random.between(0.004, 0.007) + 0.010 * strength;
    double length = random.between(0.25, 0.45) + 0.6 * strength;
    Trail main = Trail.from(Site.inside(scene, random, 0.02), random, length, width, 0.5, 0.4);
    open(scene, main, strength);
    if (random.chance(0.5)) {
      Trail branch = Trail.from(main.fork(random), random, length * 0.4, width * 0.7, 0.4, 0.4);
      open(scene, branch, strength);
    }
  }

  private static void open(Scene scene, Trail trail, double strength) {
    double opacity = 0.4 + 0.55 * strength;
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
                      double cover = surface.cover(frame, distance) * opacity * body;
                      surface.paint(i, cover, DARK);
                      surface.finish(i, cover, 0, 0);
                      double lip = Noise.step(0.012, 0, distance) * body;
                      surface.height[i] -= (float) (0.006 * strength * lip);
                    })));
  }
}
