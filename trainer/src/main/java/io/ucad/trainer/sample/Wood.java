package io.ucad.trainer.sample;

import java.util.List;

/** Oiled oak veneer: every board has a grain of its own, some have a sound knot. */
final class Wood implements Product {
  private static final Colour EARLY = Colour.hex(0xc79a66);
  private static final Colour LATE = Colour.hex(0x8a5c34);

  @Override
  public String name() {
    return "wood";
  }

  @Override
  public List<Defect> defects() {
    return List.of(
        new Scratch(Colour.hex(0xe6cfa6)),
        new Crack(),
        new Puncture(),
        new Stain(List.of(Colour.hex(0x2b1d12), Colour.hex(0x3c2a3a), Colour.hex(0xd9c9a8)), 0.1),
        new Discolouration(),
        new Dent());
  }

  @Override
  public Scene scene(RandomStream look) {
    Light light = Light.of(look, 0.80, 0.85, 0.40);
    Pose pose =
        Pose.at(
            look.around(0, 0.1), look.around(0, 0.1), look.around(0, 0.05), look.around(1, 0.05));
    Colour early = EARLY.batch(look, 0.06);
    Colour late = LATE.batch(look, 0.06);
    Grain grain =
        new Grain(
            early,
            late,
            look.seed("tree"),
            look.between(1.4, 3.0) * look.sign(),
            look.between(7, 11),
            look.chance(0.25)
                ? new Site(look.around(0, 0.7), look.around(0, 0.7))
                : new Site(50, 50),
            look.between(0.05, 0.09));
    return new Scene(pose, light, Shape.PLANE).add(Part.base(grain));
  }
}
