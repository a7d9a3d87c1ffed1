package io.ucad.trainer.sample;

import java.util.ArrayList;
import java.util.List;

/** What is soldered to a board, each drawn about its own centre. */
final class Component {
  private static final Colour METAL = Colour.hex(0xcfd0cc);
  private static final Colour MARK = Colour.hex(0x9a9c98);
  private static final double PIN_PITCH = 0.052;

  private Component() {}

  /** An integrated circuit with gull-wing pins left and right. */
  static Element chip(Colour body, int pins, double halfWidth, double halfHeight) {
    List<Element> elements = new ArrayList<>();
    for (int k = 0; k < pins; k++) {
      double y = (k - (pins - 1) / 2.0) * PIN_PITCH;
      elements.add(solid(METAL, -halfWidth - 0.035, y, 0.05, 0.015, 0.02, 0.6));
      elements.add(solid(METAL, halfWidth + 0.035, y, 0.05, 0.015, 0.02, 0.6));
    }
    elements.add(solid(body, 0, 0, halfWidth, halfHeight, 0.07, 0.12));
    elements.add(
        solid(body.scaled(0.4), -halfWidth + 0.05, -halfHeight + 0.05, 0.016, 0.016, 0.06, 0));
    for (int k = 0; k < 4; k++) {
      elements.add(Glyph.of(pins * 71L + k, MARK, 0.055 * (k - 1.5), 0.02, 0.03, 0));
    }
    return group(elements);
  }

  /** A two-pole chip component: resistor or capacitor, with silver ends. */
  static Element block(Colour body, Colour mark) {
    return group(
        List.of(
            solid(METAL, 0, 0, 0.088, 0.040, 0.035, 0.5),
            solid(body, 0, 0, 0.055, 0.041, 0.04, 0.15),
            solid(mark, -0.012, 0, 0.004, 0.018, 0.04, 0),
            solid(mark, 0.012, 0, 0.004, 0.018, 0.04, 0)));
  }

  /** An electrolytic capacitor: an aluminium can with a dark polarity mark. */
  static Element can(Colour metal) {
    Shape disc = Shape.circle(0, 0, 0.17);
    return (surface, frame) -> {
      shadow(surface, frame, disc, 0.2);
      surface.near(
          frame,
          0,
          0,
          0.2,
          (i, x, y) -> {
            double distance = disc.distance(x, y);
            double cover = surface.cover(frame, distance);
            boolean polarity = x < -0.085;
            surface.paint(i, cover, polarity ? Colour.hex(0x2d2f36) : metal);
            surface.finish(i, cover, 0.4, 0.3);
            surface.raiseTo(i, cover, 0.1 - 0.8 * Math.max(0, 0.03 + distance));
            surface.lit[i] += (float) (cover * (1 - surface.lit[i]));
          });
    };
  }

  /** A pin header: two rows of gold posts in black plastic. */
  static Element header(Colour body) {
    List<Element> elements = new ArrayList<>();
    elements.add(solid(body, 0, 0, 0.31, 0.115, 0.05, 0.1));
    for (int k = 0; k < 6; k++) {
      for (int row = -1; row <= 1; row += 2) {
        elements.add(
            solid(Colour.hex(0xd8b45a), (k - 2.5) * 0.1, row * 0.052, 0.022, 0.022, 0.09, 0.6));
      }
    }
    return group(elements);
  }

  private static Element group(List<Element> elements) {
    List<Element> all = List.copyOf(elements);
    return (surface, frame) -> all.forEach(element -> element.paint(surface, frame));
  }

  private static Element solid(
      Colour colour,
      double x,
      double y,
      double halfWidth,
      double halfHeight,
      double top,
      double gloss) {
    Shape box = Shape.box(x, y, halfWidth, halfHeight, Math.min(halfWidth, halfHeight) * 0.2);
    double reach = Math.hypot(halfWidth, halfHeight) + 0.06;
    return (surface, frame) -> {
      if (halfWidth > 0.05) {
        shadow(surface, frame, box, reach);
      }
      surface.near(
          frame,
          x,
          y,
          reach,
          (i, px, py) -> {
            double distance = box.distance(px, py);
            double cover = surface.cover(frame, distance);
            surface.paint(i, cover, colour);
            surface.finish(i, cover, gloss, 0.35);
            surface.raiseTo(i, cover, top - 0.7 * Math.max(0, 0.014 + distance));
            surface.lit[i] += (float) (cover * (1 - surface.lit[i]));
          });
    };
  }

  /** Ambient occlusion at the foot of a component. */
  private static void shadow(Surface surface, Pose frame, Shape shape, double reach) {
    surface.near(
        frame,
        0,
        0,
        reach + 0.06,
        (i, x, y) ->
            surface.dim(i, 0.55 * Noise.step(0.045, 0.0, shape.distance(x - 0.012, y - 0.016))));
  }
}
