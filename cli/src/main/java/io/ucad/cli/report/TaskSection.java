package io.ucad.cli.report;

import io.ucad.evaluation.OperatingPoint;
import io.ucad.trainer.evaluate.ImageResult;
import io.ucad.trainer.evaluate.TaskScore;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;

/** One task in detail: curves, scores, what was decided about its prompts, images. */
final class TaskSection {
  private TaskSection() {}

  /**
   * @param decision about the task's prompts
   */
  static Html of(TaskScore score, Optional<String> decision, Gallery gallery) {
    return Html.of(
        "<article><h3>{}</h3>{}<p>{}</p><div class=\"charts\">{}{}{}</div>{}{}</article>",
        score.task(),
        decision.map(d -> Html.of("<p class=\"decision\">Prompts: {}</p>", d)).orElse(Html.EMPTY),
        sentence(score),
        roc(score),
        precisionRecall(score),
        Histogram.of(score),
        shots("Wrong answers, the worst first", gallery.of(score.task(), false)),
        shots("Right answers, the closest calls first", gallery.of(score.task(), true)));
  }

  private static String sentence(TaskScore score) {
    return String.format(
        Locale.ROOT,
        "%d good images, %d false alarms; %d defective images, %d missed; %d rejected as unknown.",
        score.good(),
        score.falseAlarms(),
        score.images() - score.good(),
        score.missed(),
        score.unknown());
  }

  private static Html roc(TaskScore score) {
    List<CurveChart.Series> series = new ArrayList<>();
    series.add(roc("images, AUROC ", score.imageAuroc(), score.imageCurve()));
    score.pixel().ifPresent(p -> series.add(roc("pixels, AUROC ", p.auroc(), p.curve())));
    return CurveChart.of("ROC", "false-positive rate", "recall", true, series);
  }

  private static CurveChart.Series roc(
      String name, OptionalDouble auroc, List<OperatingPoint> curve) {
    List<CurveChart.Point> points = new ArrayList<>();
    points.add(new CurveChart.Point(0, 0));
    curve.forEach(p -> points.add(new CurveChart.Point(p.falsePositiveRate(), p.recall())));
    return new CurveChart.Series(name + Numbers.text(auroc), points);
  }

  private static Html precisionRecall(TaskScore score) {
    List<CurveChart.Series> series = new ArrayList<>();
    series.add(precision("images, AP ", score.imageAp(), score.imageCurve()));
    score
        .pixel()
        .ifPresent(p -> series.add(precision("pixels, AP ", p.averagePrecision(), p.curve())));
    return CurveChart.of("Precision and recall", "recall", "precision", false, series);
  }

  private static CurveChart.Series precision(
      String name, OptionalDouble ap, List<OperatingPoint> curve) {
    List<CurveChart.Point> points = new ArrayList<>();
    if (!curve.isEmpty()) {
      points.add(new CurveChart.Point(0, curve.get(0).precision()));
    }
    curve.forEach(p -> points.add(new CurveChart.Point(p.recall(), p.precision())));
    return new CurveChart.Series(name + Numbers.text(ap), points);
  }

  private static Html shots(String title, List<Shot> shots) {
    if (shots.isEmpty()) {
      return Html.EMPTY;
    }
    return Html.of(
        "<h4>{}</h4><div class=\"gallery\">{}</div>",
        title,
        Html.join(shots.stream().map(TaskSection::shot)));
  }

  private static Html shot(Shot shot) {
    ImageResult result = shot.result();
    return Html.of(
        "<figure class=\"shot\"><div class=\"pair\">{}{}</div><figcaption>"
            + "<span class=\"badge {}\">{}</span> {}<br><small>{}</small></figcaption></figure>",
        image(shot.image(), result.image().name()),
        shot.heat().length == 0 ? Html.EMPTY : image(shot.heat(), "its anomaly map"),
        shot.right() ? "right" : "wrong",
        result.verdict(),
        caption(result),
        result.image().name());
  }

  private static String caption(ImageResult result) {
    return String.format(
        Locale.ROOT,
        "%s, taken for %s, score %.3f, threshold %.3f",
        result.image().kind(),
        result.routedTo(),
        result.score(),
        result.threshold());
  }

  private static Html image(byte[] jpeg, String alt) {
    return Html.of(
        "<img src=\"data:image/jpeg;base64,{}\" alt=\"{}\">",
        Base64.getEncoder().encodeToString(jpeg),
        alt);
  }
}
