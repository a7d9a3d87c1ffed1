package io.ucad.cli.report;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Curves in the unit square: ROC and precision over recall. */
final class CurveChart {
  private static final double LEFT = 34;
  private static final double TOP = 8;
  private static final double SIDE = 190;
  private static final int GRID = 4;

  /** A point of the unit square. */
  record Point(double x, double y) {}

  /**
   * A curve.
   *
   * @param name for the legend, with its figure
   */
  record Series(String name, List<Point> points) {
    Series {
      points = List.copyOf(points);
    }
  }

  private CurveChart() {}

  /**
   * @param diagonal whether to draw what guessing would give
   */
  static Html of(String title, String xTitle, String yTitle, boolean diagonal, List<Series> all) {
    List<Html> lines = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      lines.add(
          Html.of(
              "<polyline class=\"curve s{}\" points=\"{}\"/>", i + 1, points(all.get(i).points())));
    }
    Html guess =
        diagonal
            ? Html.of(
                "<line class=\"guess\" x1=\"{}\" y1=\"{}\" x2=\"{}\" y2=\"{}\"/>",
                Svg.n(x(0)),
                Svg.n(y(0)),
                Svg.n(x(1)),
                Svg.n(y(1)))
            : Html.EMPTY;
    return Html.of(
        "<figure class=\"chart\"><figcaption>{}</figcaption>"
            + "<svg viewBox=\"0 0 234 236\" role=\"img\" aria-label=\"{}\">{}{}{}"
            + "<text class=\"axis\" x=\"{}\" y=\"232\" text-anchor=\"middle\">{}</text>"
            + "<text class=\"axis\" transform=\"translate(9 {}) rotate(-90)\" text-anchor=\"middle\">{}</text>"
            + "</svg>{}</figure>",
        title,
        title + ": " + all.stream().map(Series::name).collect(Collectors.joining(", ")),
        grid(),
        guess,
        Html.join(lines),
        Svg.n(x(0.5)),
        xTitle,
        Svg.n(y(0.5)),
        yTitle,
        legend(all));
  }

  private static Html legend(List<Series> all) {
    List<Html> entries = new ArrayList<>();
    for (int i = 0; i < all.size(); i++) {
      entries.add(Html.of("<li class=\"s{}\">{}</li>", i + 1, all.get(i).name()));
    }
    return Html.of("<ul class=\"legend\">{}</ul>", Html.join(entries));
  }

  private static Html grid() {
    List<Html> lines = new ArrayList<>();
    for (int i = 0; i <= GRID; i++) {
      double at = (double) i / GRID;
      lines.add(
          Html.of(
              "<path class=\"grid\" d=\"M{} {}H{}M{} {}V{}\"/>",
              Svg.n(x(0)),
              Svg.n(y(at)),
              Svg.n(x(1)),
              Svg.n(x(at)),
              Svg.n(y(0)),
              Svg.n(y(1))));
      if (i % 2 == 0) {
        lines.add(label(x(0) - 4, y(at) + 3.5, "end", at));
        lines.add(label(x(at), y(0) + 13, "middle", at));
      }
    }
    return Html.join(lines);
  }

  private static Html label(double x, double y, String anchor, double value) {
    return Html.of(
        "<text class=\"tick\" x=\"{}\" y=\"{}\" text-anchor=\"{}\">{}</text>",
        Svg.n(x),
        Svg.n(y),
        anchor,
        Svg.n(value));
  }

  private static String points(List<Point> points) {
    return points.stream()
        .map(p -> Svg.n(x(p.x())) + "," + Svg.n(y(p.y())))
        .collect(Collectors.joining(" "));
  }

  private static double x(double share) {
    return LEFT + share * SIDE;
  }

  private static double y(double share) {
    return TOP + (1 - share) * SIDE;
  }
}
