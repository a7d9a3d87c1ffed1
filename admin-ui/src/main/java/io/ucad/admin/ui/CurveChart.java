package io.ucad.admin.ui;

import com.vaadin.flow.component.html.Div;
import java.util.Formatter;
import java.util.List;
import java.util.Locale;

/** A curve in the unit square as a drawing of numbers only. */
final class CurveChart extends Div {
  private static final long serialVersionUID = 1;
  private static final double SIZE = 300;
  private static final double LEFT = 36;
  private static final double BOTTOM = 26;
  private static final double TOP = 8;
  private static final double RIGHT = 10;

  /**
   * @param points from left to right, both coordinates 0 to 1
   * @param label what the curve is, for those who cannot see it
   */
  CurveChart(List<Point> points, String label) {
    addClassNames("chart", "curve");
    var svg = new Formatter(Locale.ROOT);
    svg.format("<svg viewBox='0 0 %.0f %.0f' aria-hidden='true'>", SIZE, SIZE);
    for (int i = 0; i <= 4; i++) {
      double share = i / 4.0;
      svg.format(
          "<line class='rule' x1='%.1f' x2='%.1f' y1='%.1f' y2='%.1f'/>",
          LEFT, SIZE - RIGHT, y(share), y(share));
      svg.format(
          "<line class='rule' x1='%.1f' x2='%.1f' y1='%.1f' y2='%.1f'/>",
          x(share), x(share), TOP, SIZE - BOTTOM);
      svg.format(
          "<text x='%.1f' y='%.1f' text-anchor='end'>%.2f</text>", LEFT - 5, y(share) + 4, share);
      svg.format(
          "<text x='%.1f' y='%.1f' text-anchor='middle'>%.2f</text>", x(share), SIZE - 8, share);
    }
    var line = new Formatter(Locale.ROOT);
    String step = "M";
    for (Point point : points) {
      line.format("%s%.1f %.1f", step, x(point.x()), y(point.y()));
      step = "L";
    }
    svg.format("<path d='%s'/></svg>", line);
    getElement().setProperty("innerHTML", svg.toString());
    getElement().setAttribute("role", "img");
    getElement().setAttribute("aria-label", label);
  }

  private static double x(double share) {
    return LEFT + (SIZE - LEFT - RIGHT) * share;
  }

  private static double y(double share) {
    return TOP + (SIZE - BOTTOM - TOP) * (1 - share);
  }

  /** A point of the unit square. */
  record Point(double x, double y) {}
}
