package io.ucad.trainer.sample;

import java.util.List;

/** A zinc-plated hexagon bolt lying on its side, at any angle. */
final class Bolt implements Product {
  private static final Colour ZINC = Colour.hex(0xa9adb0);
  private static final Colour TRAY = Colour.hex(0xc9ccc8);

  @Override
  public String name() {
    return "bolt";
  }

  @Override
  public List<Defect> defects() {
    return List.of(
        new StrippedThread(),
        new Chip(),
        new Stain(List.of(Colour.hex(0x6e3416), Colour.hex(0x241f1b), Colour.hex(0x9a5a22)), 0.05),
        new Scratch(Colour.hex(0xf2f4f4)),
        new Dent());
  }

  @Override
  public Scene scene(RandomStream look) {
    Light light = Light.of(look, 0.85, 0.80, 0.40);
    // The tray's grooves hold the bolts roughly level, head left.
    double angle = look.around(0, 0.2);
    Pose pose =
        Pose.at(look.around(0, 0.04), look.around(0, 0.04), angle, 0.98 + look.around(0, 0.025));
    BoltForm form = new BoltForm(look.around(0, Math.PI), look.around(0, 0.25), List.of());
    return new Scene(pose, light, form.outline())
        .add(Part.base(new Table(TRAY.batch(look, 0.08), 0.10, 0.13, look.seed("tray"), light)))
        .add(Part.base(new Plating(form, ZINC.batch(look, 0.08), look.seed("zinc"))));
  }
}
