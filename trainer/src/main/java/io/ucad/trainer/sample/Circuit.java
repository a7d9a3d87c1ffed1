package io.ucad.trainer.sample;

import java.util.List;

/**
 * A populated controller board: the same layout on every board, placed as well as machines place.
 */
final class Circuit implements Product {
  private static final Colour MASK = Colour.hex(0x1d6b43);
  private static final Colour SILK = Colour.hex(0xe9ece4);
  private static final Colour BODY = Colour.hex(0x26272a);
  private static final Colour CERAMIC = Colour.hex(0xa88a62);
  private static final double[][] RESISTORS = {
    {-0.72, -0.12, 0}, {-0.72, 0.02, 0}, {-0.72, 0.16, 0}, {0.16, 0.66, 0}, {0.16, 0.80, 0}
  };
  private static final double[][] CAPACITORS = {
    {-0.18, 0.40, 1.5708},
    {-0.02, 0.40, 1.5708},
    {0.14, 0.40, 1.5708},
    {0.70, -0.06, 0},
    {-0.36, -0.78, 0}
  };

  @Override
  public String name() {
    return "circuit";
  }

  @Override
  public List<Defect> defects() {
    return List.of(
        new Missing(Role.COMPONENT, 0),
        new Misplaced(),
        new SolderBridge(),
        new Scratch(Colour.hex(0xc48a52)),
        new Stain(List.of(Colour.hex(0xb89a5a), Colour.hex(0x2a2a1c), Colour.hex(0xd8d8d0)), 0.4),
        new Misprint());
  }

  @Override
  public Scene scene(RandomStream look) {
    Light light = Light.of(look, 0.9, 0.80, 0.36);
    Pose pose =
        Pose.at(
            look.around(0, 0.025),
            look.around(0, 0.025),
            look.around(0, 0.025),
            look.around(1, 0.015));
    Colour silk = SILK.batch(look, 0.05);
    Scene scene =
        new Scene(pose, light, Shape.PLANE)
            .add(Part.base(new Board(MASK.batch(look, 0.08), look.seed("board"))));
    print(scene, silk, look);
    Colour body = BODY.batch(look, 0.10);
    place(scene, look, 0.30, -0.30, 0, 0.36, Component.chip(body, 8, 0.21, 0.21));
    place(scene, look, -0.38, -0.42, 0, 0.30, Component.chip(body, 5, 0.14, 0.19));
    place(scene, look, 0.62, 0.50, 0, 0.24, Component.can(Colour.hex(0xa9adb1).batch(look, 0.06)));
    place(scene, look, -0.45, 0.68, 0, 0.36, Component.header(body));
    for (double[] at : RESISTORS) {
      place(scene, look, at[0], at[1], at[2], 0.11, Component.block(body, silk));
    }
    Colour ceramic = CERAMIC.batch(look, 0.08);
    for (double[] at : CAPACITORS) {
      place(scene, look, at[0], at[1], at[2], 0.11, Component.block(ceramic, ceramic));
    }
    return scene;
  }

  private static void place(
      Scene scene,
      RandomStream look,
      double x,
      double y,
      double angle,
      double radius,
      Element part) {
    double px = x + look.around(0, 0.006);
    double py = y + look.around(0, 0.006);
    double turn = angle + look.around(0, 0.025);
    scene.add(new Part(Role.COMPONENT, px, py, radius, part.moved(px, py, turn)));
  }

  private static void print(Scene scene, Colour silk, RandomStream look) {
    double dx = look.around(0, 0.006);
    double dy = look.around(0, 0.006);
    for (int k = 0; k < 9; k++) {
      scene.add(Glyph.of(301 + k, silk, -0.86 + 0.062 * k + dx, -0.88 + dy, 0.034, 0).part());
    }
    for (int k = 0; k < 5; k++) {
      scene.add(Glyph.of(331 + k, silk, -0.56 + 0.055 * k + dx, 0.30 + dy, 0.03, 0).part());
    }
    for (int k = 0; k < 4; k++) {
      scene.add(Glyph.of(351 + k, silk, 0.58 + 0.055 * k + dx, 0.17 + dy, 0.03, 0).part());
    }
  }
}
