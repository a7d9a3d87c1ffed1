package io.ucad.admin.ui;

import com.vaadin.flow.component.AttachEvent;
import com.vaadin.flow.component.Component;
import com.vaadin.flow.component.Tag;
import io.ucad.admin.version.ScoreBins;
import io.ucad.detector.memory.Calibration;
import java.util.Formatter;
import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Histograms of scores, one below the other on one axis, and two thresholds that can be dragged or
 * moved by keys. They stand on scores of held-out normal images, each named by its place from 1.
 */
@Tag("ucad-thresholds")
final class ThresholdChart extends Component {
  private static final long serialVersionUID = 1;
  private static final double WIDTH = 760;
  private static final double LEFT = 34;
  private static final double RIGHT = 726;
  private static final double TOP = 36;
  private static final double ROW = 82;
  private static final double BAR = 56;
  private static final int MARKS = 6;

  private final transient ScoreBins bins;

  /**
   * @param bins what to draw
   * @param moved is told the places of the review and the NG threshold
   */
  ThresholdChart(
      Calibration calibration,
      ScoreBins bins,
      int review,
      int ng,
      BiConsumer<Integer, Integer> moved) {
    this.bins = bins;
    getElement().setAttribute("class", "chart scores");
    getElement().setAttribute("scores", scores(calibration));
    getElement().setAttribute("low", String.valueOf(bins.low()));
    getElement().setAttribute("high", String.valueOf(bins.high()));
    getElement().setAttribute("left", String.valueOf(LEFT));
    getElement().setAttribute("right", String.valueOf(RIGHT));
    getElement().setProperty("innerHTML", drawing(calibration, review, ng));
    getElement().setAttribute("review", String.valueOf(review));
    getElement().setAttribute("ng", String.valueOf(ng));
    getElement()
        .addEventListener(
            "thresholds",
            event -> {
              int newReview = event.getEventData().get("event.detail.review").asInt();
              int newNg = event.getEventData().get("event.detail.ng").asInt();
              boolean possible =
                  newReview >= 1 && newReview <= newNg && newNg <= calibration.size();
              if (possible) {
                moved.accept(newReview, newNg);
              }
            })
        .addEventData("event.detail.review")
        .addEventData("event.detail.ng");
  }

  @Override
  protected void onAttach(AttachEvent attached) {
    attached.getUI().getPage().addJsModule("context://elements/ucad-thresholds.js");
  }

  /**
   * Moves the thresholds. What the browser tells is never told back to it: it may have moved on.
   */
  void place(int review, int ng) {
    getElement()
        .executeJs(
            "customElements.whenDefined('ucad-thresholds').then(() => this.place($0, $1))",
            review,
            ng);
  }

  private static String scores(Calibration calibration) {
    float[] scores = calibration.scores();
    return IntStream.range(0, scores.length)
        .mapToObj(i -> String.valueOf(scores[i]))
        .collect(Collectors.joining(",", "[", "]"));
  }

  private String drawing(Calibration calibration, int review, int ng) {
    double height = TOP + 3 * ROW + 20;
    var svg = new Formatter(Locale.ROOT);
    svg.format("<svg viewBox='0 0 %.0f %.0f' role='group'>", WIDTH, height);
    for (int i = 0; i < MARKS; i++) {
      double score = bins.low() + (bins.high() - bins.low()) * i / (MARKS - 1.0);
      svg.format(
          "<line class='rule' x1='%.1f' x2='%.1f' y1='%.1f' y2='%.1f'/>",
          x(score), x(score), TOP, height - 20);
      svg.format(
          "<text x='%.1f' y='%.1f' text-anchor='%s'>%.3f</text>",
          x(score), height - 5, i == 0 ? "start" : i == MARKS - 1 ? "end" : "middle", score);
    }
    row(svg, 0, "normal", Words.t("quality.held"), bins.normal());
    row(svg, 1, "good", Words.t("quality.good"), bins.good());
    row(svg, 2, "bad", Words.t("quality.defective"), bins.defective());
    handle(svg, "ng", "NG", Words.t("quality.ng"), calibration, ng, height);
    handle(svg, "review", "REVIEW", Words.t("quality.review"), calibration, review, height);
    return svg.format("</svg>").toString();
  }

  private void row(Formatter svg, int row, String style, String name, List<Integer> counts) {
    double bottom = TOP + (row + 1) * ROW;
    int most = Math.max(1, counts.stream().mapToInt(Integer::intValue).max().orElse(1));
    double width = (RIGHT - LEFT) / bins.steps();
    svg.format(
        "<line class='rule' x1='%.1f' x2='%.1f' y1='%.1f' y2='%.1f'/>",
        LEFT, RIGHT, bottom, bottom);
    for (int step = 0; step < counts.size(); step++) {
      if (counts.get(step) > 0) {
        double tall = BAR * counts.get(step) / most;
        svg.format(
            "<rect class='bar-%s' x='%.1f' y='%.1f' width='%.1f' height='%.1f'/>",
            style, LEFT + step * width + 0.5, bottom - tall, width - 1, tall);
      }
    }
    svg.format(
        "<text class='row-name' x='%.1f' y='%.1f'>%s (%d)</text>",
        LEFT + 2,
        bottom - BAR - 8,
        escaped(name),
        counts.stream().mapToInt(Integer::intValue).sum());
  }

  private void handle(
      Formatter svg,
      String which,
      String verdict,
      String name,
      Calibration calibration,
      int place,
      double height) {
    float score = calibration.scores()[place - 1];
    // Where both are at one place, each can still be taken by its own flag.
    double middle = which.equals("ng") ? 9 : 25;
    svg.format(
        "<g class='handle handle-%s' data-which='%s' role='slider' tabindex='0' aria-label='%s'"
            + " aria-orientation='horizontal' aria-valuemin='1'"
            + " aria-valuemax='%d' aria-valuenow='%d' aria-valuetext='%.4f'"
            + " transform='translate(%.1f 0)'>",
        which, which, escaped(name), calibration.size(), place, score, x(score));
    svg.format(
        "<rect class='grip' x='-14' width='28' y='%.1f' height='%.1f'/><line y1='%.1f' y2='%.1f'/>",
        middle - 9, height - 11 - middle, middle, height - 20);
    double half = which.equals("ng") ? 15 : 30;
    svg.format(
        "<rect class='flag' x='%.1f' y='%.1f' width='%.1f' height='15' rx='4'/>",
        -half, middle - 8, 2 * half);
    svg.format("<text y='%.1f' text-anchor='middle'>%s</text></g>", middle + 4, verdict);
  }

  private double x(double score) {
    return LEFT + (RIGHT - LEFT) * (score - bins.low()) / (bins.high() - bins.low());
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("'", "&#39;")
        .replace("\"", "&quot;");
  }
}
