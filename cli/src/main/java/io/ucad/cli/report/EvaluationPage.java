package io.ucad.cli.report;

import io.ucad.detector.backbone.BackboneInfo;
import io.ucad.trainer.evaluate.TaskScore;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeSet;

/** The evaluation of one version, for people. */
final class EvaluationPage {
  private EvaluationPage() {}

  static String of(
      String version,
      BackboneInfo backbone,
      List<TaskScore> scores,
      OptionalDouble routing,
      String command,
      Gallery gallery) {
    var routedTo = new LinkedHashSet<String>();
    scores.forEach(score -> routedTo.add(score.task()));
    scores.forEach(score -> routedTo.addAll(new TreeSet<>(score.routedTo().keySet())));
    return Page.of(
        "Evaluation of " + version,
        "%d %s, backbone %s"
            .formatted(scores.size(), scores.size() == 1 ? "product" : "products", backbone.name()),
        List.of(
            tiles(scores, routing),
            Page.section("Products", "Alarms and misses are counted.", products(scores)),
            Page.section(
                "Routing",
                "Nobody tells the model the product of an image; this is what it found.",
                RoutingTable.of(scores, List.copyOf(routedTo))),
            Page.section(
                "Product by product",
                "Curves, scores and images; the edge of the true defect is drawn in green.",
                Html.join(scores.stream().map(s -> TaskSection.of(s, Optional.empty(), gallery)))),
            Page.section(
                "How this was made",
                "Enough to do it again.",
                new Facts().add("Version", version).add(backbone).addCommand(command).html())));
  }

  private static Html tiles(List<TaskScore> scores, OptionalDouble routing) {
    return new Tiles()
        .add(
            "Image AUROC",
            mean(scores.stream().map(TaskScore::imageAuroc).toList()),
            "mean over products")
        .add(
            "Pixel AP",
            mean(scores.stream().map(TaskScore::pixelAp).toList()),
            "mean over products")
        .add("AUPRO", mean(scores.stream().map(TaskScore::aupro).toList()), "at 0.3, mean")
        .add("Routing", Html.of("{}", Numbers.text(routing)), "images whose product was found")
        .html();
  }

  private static Html mean(List<OptionalDouble> values) {
    return Html.of("{}", Numbers.text(Numbers.mean(values)));
  }

  private static Html products(List<TaskScore> scores) {
    List<Html> rows = new ArrayList<>();
    for (TaskScore score : scores) {
      rows.add(
          Html.of(
              "<tr><th scope=\"row\">{}</th><td>{}</td><td>{}</td><td>{}</td><td>{}</td><td>{} of {}</td><td>{} of {}</td></tr>",
              score.task(),
              Numbers.text(score.imageAuroc()),
              Numbers.text(score.pixelAp()),
              Numbers.text(score.pixelAuroc()),
              Numbers.text(score.aupro()),
              score.falseAlarms(),
              score.good(),
              score.missed(),
              score.images() - score.good()));
    }
    return ProductTable.of(rows);
  }
}
