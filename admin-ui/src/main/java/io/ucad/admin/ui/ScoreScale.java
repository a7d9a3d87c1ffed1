package io.ucad.admin.ui;

import com.vaadin.flow.component.html.Div;
import io.ucad.detector.Inspection;
import java.util.Formatter;
import java.util.Locale;

/** Where a score lies between its thresholds, as a drawing of numbers only. */
final class ScoreScale extends Div {
  private static final long serialVersionUID = 1;
  private static final double WIDTH = 420;
  private static final double HEIGHT = 74;
  private static final double BAR = 30;
  private static final double THICK = 16;
  private static final double ROOM = 1.15;

  private final double most;

  ScoreScale(Inspection found) {
    addClassName("score-scale");
    most = ROOM * Math.max(Math.max(found.score(), found.threshold() * ROOM), 1e-9);
    var svg = new Formatter(Locale.ROOT);
    svg.format("<svg viewBox='0 0 %.0f %.0f' aria-hidden='true'>", WIDTH, HEIGHT);
    zone(svg, "ok", 0, found.reviewThreshold());
    zone(svg, "review", found.reviewThreshold(), found.threshold());
    zone(svg, "ng", found.threshold(), most);
    limit(svg, "end", -3, found.reviewThreshold());
    limit(svg, "start", 3, found.threshold());
    double x = x(found.score());
    svg.format(
        "<path class='score-mark' d='M%.1f %.1f l-7 -11 h14 z'/><line class='score-line' x1='%.1f'"
            + " x2='%.1f' y1='%.1f' y2='%.1f'/>",
        x, BAR, x, x, BAR, BAR + THICK);
    String anchor = x < 30 ? "start" : x > WIDTH - 30 ? "end" : "middle";
    svg.format(
        "<text class='score-text' x='%.1f' y='%.1f' text-anchor='%s'>%.3f</text></svg>",
        x, BAR - 15, anchor, found.score());
    getElement().setProperty("innerHTML", svg.toString());
    getElement().setAttribute("role", "img");
    getElement()
        .setAttribute(
            "aria-label",
            Words.t(
                "inspect.scale",
                Words.figure(found.score()),
                Words.figure(found.reviewThreshold()),
                Words.figure(found.threshold())));
  }

  private void zone(Formatter svg, String name, double from, double to) {
    svg.format(
        "<rect class='score-%s' x='%.1f' y='%.1f' width='%.1f' height='%.1f'/>",
        name, x(from), BAR, Math.max(0, x(to) - x(from)), THICK);
  }

  private void limit(Formatter svg, String anchor, double off, double value) {
    double x = x(value);
    svg.format(
        "<line class='score-limit' x1='%.1f' x2='%.1f' y1='%.1f' y2='%.1f'/>",
        x, x, BAR - 3, BAR + THICK + 8);
    svg.format(
        "<text x='%.1f' y='%.1f' text-anchor='%s'>%.3f</text>",
        x + off, BAR + THICK + 20, anchor, value);
  }

  private double x(double value) {
    return WIDTH * Math.clamp(value / most, 0, 1);
  }
}
