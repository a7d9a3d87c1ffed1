package io.ucad.trainer.sample;

import java.util.ArrayList;
import java.util.List;

/**
 * A mark that looks like a letter: pen strokes between points of a 3 x 4 grid. Drawn from paths,
 * since a headless machine may have no fonts.
 *
 * @param ink colour of the strokes
 * @param strokes within a box of half width 0.6 and half height 1, y downwards
 * @param size half height in part units
 */
record Glyph(Colour ink, List<Shape> strokes, double x, double y, double size, double angle)
    implements Element {
  private static final double PEN = 0.17;

  /** The same mark for the same code, always: a product's label does not change. */
  static Glyph of(long code, Colour ink, double x, double y, double size, double angle) {
    List<Shape> strokes = new ArrayList<>();
    int count = 3 + (int) (2 * Noise.cell(code, 0, 0));
    int column = (int) (3 * Noise.cell(code, 1, 1));
    int row = Noise.cell(code, 1, 2) < 0.5 ? 0 : 3;
    for (int k = 0; k < count; k++) {
      // A pen moves by turns up or down and sideways, as in most scripts.
      int nextColumn = k % 2 == 0 ? column : (column + 1 + (int) (2 * Noise.cell(code, 2, k))) % 3;
      int nextRow = k % 2 == 0 ? (row + 1 + (int) (3 * Noise.cell(code, 3, k))) % 4 : row;
      strokes.add(
          Shape.stroke(
              0.5 * (column - 1),
              (row - 1.5) / 1.6,
              0.5 * (nextColumn - 1),
              (nextRow - 1.5) / 1.6,
              PEN));
      column = nextColumn;
      row = nextRow;
    }
    return new Glyph(ink, List.copyOf(strokes), x, y, size, angle);
  }

  Part part() {
    return new Part(Role.PRINT, x, y, 1.2 * size, this);
  }

  @Override
  public void paint(Surface surface, Pose frame) {
    Pose box = frame.then(Pose.at(x, y, angle, size));
    surface.near(
        box,
        0,
        0,
        1.5,
        (i, bx, by) -> {
          double distance = Double.MAX_VALUE;
          for (Shape stroke : strokes) {
            distance = Math.min(distance, stroke.distance(bx, by));
          }
          surface.paint(i, 0.95 * surface.cover(box, distance) * surface.onBody(i), ink);
        });
  }
}
