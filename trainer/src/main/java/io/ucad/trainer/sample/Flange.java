package io.ucad.trainer.sample;

import java.util.List;

/** A turned steel flange from above: a bore, a raised hub and six bolt holes on a mat. */
final class Flange implements Product {
  private static final int HOLES = 6;
  private static final double HOLE_CIRCLE = 0.575;
  private static final Colour STEEL = Colour.hex(0xb9bcc2);
  private static final Colour MAT = Colour.hex(0x39434a);

  @Override
  public String name() {
    return "flange";
  }

  @Override
  public List<Defect> defects() {
    return List.of(
        new Scratch(Colour.hex(0xf4f6f8)),
        new Dent(),
        new Missing(Role.HOLE, 0),
        new Stain(List.of(Colour.hex(0x6b3c1a), Colour.hex(0x2c2a26), Colour.hex(0x8a5a2a)), 0.15),
        new Chip());
  }

  @Override
  public Scene scene(RandomStream look) {
    Light light = Light.of(look, 0.95, 0.72, 0.34);
    Pose pose =
        Pose.at(
            look.around(0, 0.03),
            look.around(0, 0.03),
            look.around(0, 0.08),
            0.98 + look.around(0, 0.025));
    Shape body = Shape.circle(0, 0, 0.82).minus(Shape.circle(0, 0, 0.27));
    Scene scene =
        new Scene(pose, light, body)
            .add(Part.base(new Table(MAT.batch(look, 0.07), 0.25, 0.09, look.seed("mat"), light)))
            .add(Part.base(new TurnedFace(STEEL.batch(look, 0.07), look.seed("lathe"), light)));
    for (int k = 0; k < HOLES; k++) {
      double angle = 2 * Math.PI * k / HOLES;
      scene.add(
          new Bore(HOLE_CIRCLE * Math.cos(angle), HOLE_CIRCLE * Math.sin(angle), 0.082).part());
    }
    return scene;
  }
}
