package io.ucad.trainer.sample;

import java.util.List;

/** Solder ran where none belongs: a bright bead on the board, as often as not between two pins. */
record SolderBridge() implements Defect {
  private static final Colour SOLDER = Colour.hex(0xc4c4c0);

  @Override
  public String kind() {
    return "solder";
  }

  @Override
  public void spoil(Scene scene, RandomStream random, double strength) {
    double radius = random.between(0.025, 0.035) + 0.06 * strength;
    Site site = beside(scene.parts(Role.COMPONENT), random);
    long seed = random.seed("bead");
    Shape bead =
        Shape.stroke(site.x(), site.y(), site.x(), site.y() + radius, radius)
            .rough(seed, 1 / radius, 0.35 * radius);
    scene.add(
        Part.base(
            (surface, frame) ->
                surface.near(
                    frame,
                    site.x(),
                    site.y(),
                    radius * 4,
                    (i, x, y) -> {
                      double distance = bead.distance(x, y);
                      double cover = surface.cover(frame, distance);
                      surface.paint(i, cover, SOLDER);
                      surface.finish(i, cover, 0.6, 0.5);
                      double inside = Math.clamp(-distance / radius, 0.0, 1.0);
                      surface.raiseTo(i, cover, 0.02 + radius * Math.sqrt(inside));
                    })));
  }

  private static Site beside(List<Part> components, RandomStream random) {
    Part part = random.pick(components);
    return new Site(
        part.x() + random.sign() * part.radius() * random.between(0.6, 0.8),
        part.y() + part.radius() * random.around(0, 0.4));
  }
}
