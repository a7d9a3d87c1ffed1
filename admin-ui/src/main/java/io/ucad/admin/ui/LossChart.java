package io.ucad.admin.ui;

import com.vaadin.flow.component.html.Div;
import io.ucad.admin.job.LossRow;
import java.util.Formatter;
import java.util.List;
import java.util.Locale;

/** A loss curve as a drawing of numbers only. */
final class LossChart extends Div {
  private static final long serialVersionUID = 1;
  private static final double WIDTH = 640;
  private static final double HEIGHT = 180;
  private static final double LEFT = 52;
  private static final double BOTTOM = 26;
  private static final double TOP = 10;

  LossChart(List<LossRow> points) {
    addClassName("chart");
    double low = points.stream().mapToDouble(LossRow::loss).min().orElse(0);
    double high = points.stream().mapToDouble(LossRow::loss).max().orElse(1);
    if (high - low < 1e-9) {
      high = low + 1;
    }
    int epochs = points.stream().mapToInt(LossRow::epochs).max().orElse(1);
    var svg = new Formatter(Locale.ROOT);
    svg.format(
        "<svg viewBox='0 0 %.0f %.0f' role='img' preserveAspectRatio='none'>", WIDTH, HEIGHT);
    for (int i = 0; i <= 3; i++) {
      double value = low + (high - low) * i / 3;
      double y = y(value, low, high);
      svg.format("<line class='rule' x1='%.1f' x2='%.1f' y1='%.1f' y2='%.1f'/>", LEFT, WIDTH, y, y);
      svg.format("<text x='%.1f' y='%.1f' text-anchor='end'>%.3f</text>", LEFT - 6, y + 4, value);
    }
    var line = new Formatter(Locale.ROOT);
    String step = "M";
    for (LossRow point : points) {
      double x = x(point.epoch(), epochs);
      double y = y(point.loss(), low, high);
      line.format("%s%.1f %.1f", step, x, y);
      step = "L";
      svg.format("<circle cx='%.1f' cy='%.1f' r='3'/>", x, y);
      svg.format(
          "<text x='%.1f' y='%.1f' text-anchor='middle'>%d</text>", x, HEIGHT - 6, point.epoch());
    }
    svg.format("<path d='%s'/></svg>", line);
    getElement().setProperty("innerHTML", svg.toString());
    getElement().setAttribute("aria-label", Words.t("job.loss"));
  }

  private static double x(int epoch, int epochs) {
    return LEFT + 16 + (WIDTH - LEFT - 32) * (epochs == 1 ? 0.5 : (epoch - 1.0) / (epochs - 1));
  }

  private static double y(double value, double low, double high) {
    return TOP + (HEIGHT - BOTTOM - TOP) * (high - value) / (high - low);
  }
}
