package io.ucad.cli.report;

import io.ucad.trainer.evaluate.ImageResult;
import io.ucad.trainer.evaluate.TaskScore;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** Image scores of one task: good parts above the line, defective ones below. */
final class Histogram {
  private static final int BINS = 28;
  private static final double LEFT = 34;
  private static final double WIDTH = 290;
  private static final double MIDDLE = 104;
  private static final double HALF = 88;

  private final double low;
  private final double high;
  private final int[] good = new int[BINS];
  private final int[] defective = new int[BINS];
  private final OptionalDouble threshold;

  private Histogram(List<ImageResult> results, OptionalDouble threshold) {
    double[] scores = results.stream().mapToDouble(ImageResult::score).sorted().toArray();
    double first = Math.min(scores[0], threshold.orElse(scores[0]));
    double last = Math.max(scores[scores.length - 1], threshold.orElse(scores[0]));
    double room = Math.max(1e-6, (last - first) * 0.04);
    this.low = first - room;
    this.high = last + room;
    this.threshold = threshold;
    for (ImageResult result : results) {
      int bin = (int) ((result.score() - low) / (high - low) * BINS);
      (result.image().defective() ? defective : good)[Math.min(BINS - 1, bin)]++;
    }
  }

  static Html of(TaskScore score) {
    OptionalDouble threshold =
        score.results().stream()
            .filter(r -> r.routedTo().equals(score.task()))
            .mapToDouble(ImageResult::threshold)
            .findFirst();
    return new Histogram(score.results(), threshold).draw();
  }

  private Html draw() {
    int most = 1;
    for (int i = 0; i < BINS; i++) {
      most = Math.max(most, Math.max(good[i], defective[i]));
    }
    List<Html> bars = new ArrayList<>();
    double step = WIDTH / BINS;
    for (int i = 0; i < BINS; i++) {
      double up = HALF * good[i] / most;
      double down = HALF * defective[i] / most;
      bars.add(bar("good", LEFT + i * step, MIDDLE - up, step, up));
      bars.add(bar("defective", LEFT + i * step, MIDDLE, step, down));
    }
    return Html.of(
        "<figure class=\"chart wide\"><figcaption>Scores</figcaption>"
            + "<svg viewBox=\"0 0 334 236\" role=\"img\" aria-label=\"Histogram of the scores of good"
            + " and defective images\">{}<line class=\"axisline\" x1=\"{}\" y1=\"{}\" x2=\"{}\" y2=\"{}\"/>"
            + "{}{}{}{}<text class=\"axis\" x=\"{}\" y=\"232\" text-anchor=\"middle\">score</text></svg>"
            + "<ul class=\"legend\"><li class=\"good\">good, upwards</li>"
            + "<li class=\"defective\">defective, downwards</li>"
            + "<li class=\"threshold\">threshold</li></ul></figure>",
        Html.join(bars),
        Svg.n(LEFT),
        Svg.n(MIDDLE),
        Svg.n(LEFT + WIDTH),
        Svg.n(MIDDLE),
        line(),
        tick(low, "start"),
        tick(high, "end"),
        counts(most),
        Svg.n(LEFT + WIDTH / 2));
  }

  private static Html bar(String kind, double x, double y, double width, double height) {
    return height == 0
        ? Html.EMPTY
        : Html.of(
            "<rect class=\"{}\" x=\"{}\" y=\"{}\" width=\"{}\" height=\"{}\"/>",
            kind,
            Svg.n(x + 0.5),
            Svg.n(y),
            Svg.n(width - 1),
            Svg.n(height));
  }

  private Html line() {
    if (threshold.isEmpty()) {
      return Html.EMPTY;
    }
    double x = x(threshold.getAsDouble());
    return Html.of(
        "<line class=\"threshold\" x1=\"{}\" y1=\"8\" x2=\"{}\" y2=\"200\"/>"
            + "<text class=\"tick\" x=\"{}\" y=\"211\" text-anchor=\"middle\">{}</text>",
        Svg.n(x),
        Svg.n(x),
        Svg.n(x),
        Numbers.three(threshold.getAsDouble()));
  }

  private Html tick(double value, String anchor) {
    return Html.of(
        "<text class=\"tick\" x=\"{}\" y=\"223\" text-anchor=\"{}\">{}</text>",
        Svg.n(x(value)),
        anchor,
        Numbers.three(value));
  }

  private static Html counts(int most) {
    return Html.of(
        "<text class=\"tick\" x=\"30\" y=\"{}\" text-anchor=\"end\">{}</text>"
            + "<text class=\"tick\" x=\"30\" y=\"{}\" text-anchor=\"end\">{}</text>",
        Svg.n(MIDDLE - HALF + 4),
        most,
        Svg.n(MIDDLE + HALF + 4),
        most);
  }

  private double x(double score) {
    return LEFT + (score - low) / (high - low) * WIDTH;
  }
}
