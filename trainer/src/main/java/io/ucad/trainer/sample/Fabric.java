package io.ucad.trainer.sample;

import java.util.List;

/** Striped twill on the inspection table of a loom. */
final class Fabric implements Product {
  private static final Colour NAVY = Colour.hex(0x3c4d74);
  private static final Colour SAND = Colour.hex(0xb9ad97);
  private static final Colour RUST = Colour.hex(0xa5583a);

  @Override
  public String name() {
    return "fabric";
  }

  @Override
  public List<Defect> defects() {
    return List.of(
        new Mispick(),
        new Puncture(),
        new Stain(List.of(Colour.hex(0x3a2c1c), Colour.hex(0x2a2a2e), Colour.hex(0x8a6a3a)), 0.1),
        new Fibre(List.of(Colour.hex(0xe8e4da), Colour.hex(0x1c1c1c), Colour.hex(0xb03030))),
        new Discolouration());
  }

  @Override
  public Scene scene(RandomStream look) {
    Light light = Light.of(look, 0.75, 0.95, 0.42);
    Pose pose =
        Pose.at(
            look.around(0, 0.5), look.around(0, 0.5), look.around(0, 0.07), look.around(1, 0.05));
    Weave weave =
        new Weave(
            16,
            look.seed("yarn"),
            NAVY.batch(look, 0.06),
            SAND.batch(look, 0.08),
            RUST.batch(look, 0.06),
            WeaveFault.NONE);
    long folds = look.seed("folds");
    double slack = look.between(0.0, 0.03);
    return new Scene(pose, light, Shape.PLANE)
        .add(Part.base(weave))
        .add(
            Part.base(
                (surface, frame) ->
                    surface.each(
                        frame,
                        (i, x, y) ->
                            surface.height[i] +=
                                (float) (slack * Noise.smooth(folds, x * 1.1, y * 1.1)))));
  }
}
