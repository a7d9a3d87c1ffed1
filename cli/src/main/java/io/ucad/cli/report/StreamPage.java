package io.ucad.cli.report;

import com.google.gson.GsonBuilder;
import io.ucad.detector.backbone.BackboneInfo;
import io.ucad.evaluation.TaskMatrix;
import io.ucad.trainer.evaluate.StreamRun;
import io.ucad.trainer.evaluate.TaskScore;
import io.ucad.trainer.preset.Preset;
import io.ucad.trainer.preset.Presets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The report of the continual protocol, for people. */
final class StreamPage {
  private final BackboneInfo backbone;
  private final Preset preset;
  private final String command;
  private final List<StreamRun> runs;
  private final StreamRun last;
  private final Gallery gallery;

  StreamPage(
      BackboneInfo backbone, Preset preset, String command, List<StreamRun> runs, Gallery gallery) {
    this.backbone = backbone;
    this.preset = preset;
    this.command = command;
    this.runs = runs;
    this.last = runs.get(runs.size() - 1);
    this.gallery = gallery;
  }

  String html() {
    int tasks = last.tasks().size();
    return Page.of(
        "Continual inspection report",
        "%d %s learned one after another with preset %s on %s, %s"
            .formatted(
                tasks,
                tasks == 1 ? "product" : "products",
                preset.name(),
                backbone.name(),
                runs.size() == 1 ? "1 seed" : runs.size() + " seeds"),
        List.of(
            tiles(),
            Page.section(
                "Products",
                "After the last one was learned. " + over() + " Alarms and misses are counted.",
                products()),
            Page.section(
                "What is remembered",
                "Each row is the model after one more product, each column a product's own test"
                    + " images. A column that stays as it is means that nothing was forgotten.",
                matrices()),
            Page.section(
                "Routing",
                "Nobody tells the model the product of an image; this is what it found (seed %d)."
                    .formatted(last.seed()),
                RoutingTable.of(last.last(), last.tasks())),
            Page.section(
                "Product by product",
                "Curves, scores and images of seed %d; the edge of the true defect is drawn in green."
                    .formatted(last.seed()),
                details()),
            Page.section("How this was made", "Enough to do it again.", facts())));
  }

  private String over() {
    return runs.size() == 1
        ? "One seed, so the spread is not known."
        : "Mean ± standard deviation over %d seeds.".formatted(runs.size());
  }

  private Html tiles() {
    return new Tiles()
        .add("ACC", spread(run -> image(run).acc()), "mean image AUROC at the end")
        .add("Pixel AP", spread(run -> matrix(run, "pixelAp").acc()), "mean at the end")
        .add("Forgetting", spread(run -> image(run).forgetting()), "FM, 0 is none")
        .add("Backward transfer", spread(run -> image(run).bwt()), "negative is forgetting")
        .add("Forward transfer", spread(StreamRun::fwt), "over an untrained 0.5")
        .add(
            "Routing",
            spread(run -> OptionalDouble.of(run.routingAccuracy())),
            "images whose product was found")
        .add(
            "Time",
            Html.of(
                "{} s",
                String.format(
                    Locale.ROOT, "%.0f", runs.stream().mapToDouble(StreamRun::seconds).sum())),
            "learning and testing, all seeds")
        .html();
  }

  private Html spread(Function<StreamRun, OptionalDouble> value) {
    return Spread.html(Numbers.summary(runs, value));
  }

  private Html products() {
    List<Html> rows = new ArrayList<>();
    for (int j = 0; j < last.tasks().size(); j++) {
      int column = j;
      rows.add(
          Html.of(
              "<tr><th scope=\"row\">{}</th><td>{}</td><td>{}</td><td>{}</td><td>{}</td><td>{}</td><td>{}</td></tr>",
              last.tasks().get(j),
              spread(run -> atEnd(run, "imageAuroc", column)),
              spread(run -> atEnd(run, "pixelAp", column)),
              spread(run -> atEnd(run, "pixelAuroc", column)),
              spread(run -> atEnd(run, "aupro", column)),
              share(column, TaskScore::falseAlarms, TaskScore::good),
              share(column, TaskScore::missed, s -> s.images() - s.good())));
    }
    return ProductTable.of(rows);
  }

  /** Counts over all seeds. */
  private String share(
      int task, Function<TaskScore, Integer> part, Function<TaskScore, Integer> whole) {
    int some = runs.stream().mapToInt(run -> part.apply(run.last().get(task))).sum();
    int all = runs.stream().mapToInt(run -> whole.apply(run.last().get(task))).sum();
    return some + " of " + all;
  }

  private Html matrices() {
    return Html.of(
        "<div class=\"matrices\">{}{}{}{}</div>",
        MatrixTable.of("Image AUROC", all("imageAuroc"), 0.5),
        MatrixTable.of("Pixel AP", all("pixelAp"), 0),
        MatrixTable.of("Pixel AUROC", all("pixelAuroc"), 0.5),
        MatrixTable.of("AUPRO at 0.3", all("aupro"), 0));
  }

  private List<TaskMatrix> all(String metric) {
    return runs.stream().map(run -> matrix(run, metric)).toList();
  }

  private Html details() {
    return Html.join(
        last.last().stream()
            .map(
                score ->
                    TaskSection.of(
                        score, Optional.ofNullable(last.decisions().get(score.task())), gallery)));
  }

  private Html facts() {
    return new Facts()
        .add(backbone)
        .add("Preset", preset.name() + ": " + preset.description())
        .add(
            "Settings",
            Html.of(
                "<pre>{}</pre>",
                new GsonBuilder().setPrettyPrinting().create().toJson(Presets.json(preset))))
        .add(
            "Seeds",
            runs.stream().map(r -> Long.toString(r.seed())).collect(Collectors.joining(", ")))
        .addCommand(command)
        .html();
  }

  private static OptionalDouble atEnd(StreamRun run, String metric, int task) {
    return matrix(run, metric).at(run.tasks().size() - 1, task);
  }

  private static TaskMatrix image(StreamRun run) {
    return matrix(run, "imageAuroc");
  }

  private static TaskMatrix matrix(StreamRun run, String metric) {
    return run.matrices().getOrDefault(metric, TaskMatrix.empty());
  }
}
