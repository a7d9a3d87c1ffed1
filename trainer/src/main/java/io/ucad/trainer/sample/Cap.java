package io.ucad.trainer.sample;

import java.util.List;

/**
 * A moulded bottle cap from above: ribbed skirt, glossy dome, white print with a ring of letters.
 */
final class Cap implements Product {
  private static final Colour PLASTIC = Colour.hex(0xb3262b);
  private static final Colour INK = Colour.hex(0xf1eee6);
  private static final Colour BELT = Colour.hex(0xa3a8a6);
  private static final int LETTERS = 16;
  private static final int CODE = 7;

  @Override
  public String name() {
    return "cap";
  }

  @Override
  public List<Defect> defects() {
    return List.of(
        new Misprint(),
        new Missing(Role.PRINT, 0.06),
        new Chip(),
        new Scratch(Colour.hex(0xe8a9a4)),
        new Stain(List.of(Colour.hex(0x2a1512), Colour.hex(0xd8c9a0), Colour.hex(0x6a1014)), 0.5),
        new Dent());
  }

  @Override
  public Scene scene(RandomStream look) {
    Light light = Light.of(look, 0.92, 0.85, 0.36);
    Pose pose =
        Pose.at(
            look.around(0, 0.03),
            look.around(0, 0.03),
            look.around(0, 0.06),
            0.98 + look.around(0, 0.025));
    Colour ink = INK.batch(look, 0.05);
    Scene scene =
        new Scene(pose, light, Shape.circle(0, 0, 0.8))
            .add(Part.base(new Table(BELT.batch(look, 0.06), 0.18, 0.14, look.seed("belt"), light)))
            .add(Part.base(new Moulding(PLASTIC.batch(look, 0.06), look.seed("mould"))));
    // The press is not perfect either: good prints sit within a hundredth of their place.
    Pose register = Pose.at(look.around(0, 0.008), look.around(0, 0.008), look.around(0, 0.015), 1);
    for (int k = 0; k < LETTERS; k++) {
      double angle = 2 * Math.PI * (k + (k < LETTERS / 2 ? 0.25 : -0.25)) / LETTERS;
      print(
          scene,
          register,
          11 + k,
          ink,
          0.44 * Math.cos(angle),
          0.44 * Math.sin(angle),
          0.066,
          angle + Math.PI / 2);
    }
    for (int k = 0; k < CODE; k++) {
      print(scene, register, 101 + k, ink, 0.062 * (k - CODE / 2), 0.16, 0.036, 0);
    }
    scene.add(new Part(Role.PRINT, 0, -0.07, 0.2, new Emblem(ink, register)));
    return scene;
  }

  private static void print(
      Scene scene,
      Pose register,
      long code,
      Colour ink,
      double x,
      double y,
      double size,
      double angle) {
    scene.add(Glyph.of(code, ink, register.u(x, y), register.v(x, y), size, angle).part());
  }
}
