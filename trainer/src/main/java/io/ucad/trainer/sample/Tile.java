package io.ucad.trainer.sample;

import java.util.List;

/** A polished terrazzo tile: chips of marble in cement, no two alike. */
final class Tile implements Product {
  private static final Colour CEMENT = Colour.hex(0xaaa69c);
  private static final List<Colour> MARBLE =
      List.of(
          Colour.hex(0xe4e0d6),
          Colour.hex(0x77736c),
          Colour.hex(0xb58f78),
          Colour.hex(0x4d4f52),
          Colour.hex(0xc9bfa8));

  @Override
  public String name() {
    return "tile";
  }

  @Override
  public List<Defect> defects() {
    return List.of(
        new Crack(),
        new Puncture(),
        new Stain(List.of(Colour.hex(0x5a3a1c), Colour.hex(0x3a3f2c), Colour.hex(0x7a5a3a)), 0.5),
        new Scratch(Colour.hex(0xf2efe8)),
        new Discolouration());
  }

  @Override
  public Scene scene(RandomStream look) {
    Light light = Light.of(look, 0.9, 0.75, 0.42);
    Pose pose = Pose.at(0, 0, look.around(0, 0.05), look.around(1, 0.05));
    Terrazzo stone =
        new Terrazzo(CEMENT.batch(look, 0.07), MARBLE, look.seed("pour"), look.between(0.05, 0.11));
    return new Scene(pose, light, Shape.PLANE).add(Part.base(stone));
  }
}
