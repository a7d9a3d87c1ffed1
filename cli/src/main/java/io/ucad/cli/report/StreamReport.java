package io.ucad.cli.report;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import io.ucad.cli.files.WholeFile;
import io.ucad.detector.backbone.BackboneInfo;
import io.ucad.evaluation.Summary;
import io.ucad.evaluation.TaskMatrix;
import io.ucad.trainer.evaluate.StreamRun;
import io.ucad.trainer.preset.Preset;
import io.ucad.trainer.preset.Presets;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.Function;

/** The report of the continual protocol over several seeds. */
public final class StreamReport {
  private static final Gson GSON = new GsonBuilder().setPrettyPrinting().serializeNulls().create();

  private final BackboneInfo backbone;
  private final Preset preset;
  private final String command;

  /**
   * @param command line that asked for it
   */
  public StreamReport(BackboneInfo backbone, Preset preset, String command) {
    this.backbone = backbone;
    this.preset = preset;
    this.command = command;
  }

  /** Writes {@code report.json} and {@code report.html}; each is replaced as a whole. */
  public void write(Path directory, List<StreamRun> runs, Gallery gallery) {
    WholeFile.write(directory.resolve("report.json"), GSON.toJson(json(runs)));
    WholeFile.write(
        directory.resolve("report.html"),
        new StreamPage(backbone, preset, command, runs, gallery).html());
  }

  private JsonObject json(List<StreamRun> runs) {
    var report = new JsonObject();
    var all = new JsonArray();
    runs.forEach(run -> all.add(run(run)));
    report.add("runs", all);
    report.add("summary", summary(runs));
    return report;
  }

  private JsonObject run(StreamRun run) {
    var json = new JsonObject();
    json.addProperty("seed", run.seed());
    json.add("tasks", GSON.toJsonTree(run.tasks()));
    run.matrices().forEach((metric, matrix) -> json.add(metric, triangle(matrix)));
    TaskMatrix image = image(run);
    json.add("acc", Numbers.json(image.acc()));
    json.add("fm", Numbers.json(image.forgetting()));
    json.add("bwt", Numbers.json(image.bwt()));
    json.add("fwt", Numbers.json(run.fwt()));
    json.addProperty("fwtBaseline", "image AUROC 0.5: an untrained model that scores all alike");
    var byMetric = new JsonObject();
    run.matrices()
        .forEach(
            (metric, matrix) -> {
              var one = new JsonObject();
              one.add("acc", Numbers.json(matrix.acc()));
              one.add("fm", Numbers.json(matrix.forgetting()));
              one.add("bwt", Numbers.json(matrix.bwt()));
              byMetric.add(metric, one);
            });
    json.add("byMetric", byMetric);
    json.addProperty("routingAccuracy", run.routingAccuracy());
    var confusion = new JsonObject();
    run.last().forEach(score -> confusion.add(score.task(), TaskScoreJson.routing(score)));
    json.add("routing", confusion);
    var last = new JsonObject();
    run.last().forEach(score -> last.add(score.task(), TaskScoreJson.decisions(score)));
    json.add("lastStage", last);
    json.add("prompts", GSON.toJsonTree(new TreeMap<>(run.decisions())));
    json.addProperty("seconds", run.seconds());
    var vit = new JsonObject();
    vit.addProperty("name", backbone.name());
    vit.addProperty("sha256", backbone.sha256());
    json.add("backbone", vit);
    json.add("settings", Presets.json(preset));
    return json;
  }

  private static JsonArray triangle(TaskMatrix matrix) {
    var rows = new JsonArray();
    matrix
        .rows()
        .forEach(
            row -> {
              var line = new JsonArray();
              row.forEach(value -> line.add(Numbers.json(value)));
              rows.add(line);
            });
    return rows;
  }

  /** Mean and spread over the runs. */
  public JsonObject summary(List<StreamRun> runs) {
    var json = new JsonObject();
    json.addProperty("runs", runs.size());
    List<String> tasks = runs.get(0).tasks();
    for (String metric : List.of("imageAuroc", "pixelAp", "pixelAuroc", "aupro")) {
      var byTask = new JsonObject();
      for (int j = 0; j < tasks.size(); j++) {
        int column = j;
        byTask.add(tasks.get(j), spread(runs, run -> last(run, metric, column)));
      }
      json.add(metric, byTask);
    }
    json.add("acc", spread(runs, run -> image(run).acc()));
    json.add("fm", spread(runs, run -> image(run).forgetting()));
    json.add("bwt", spread(runs, run -> image(run).bwt()));
    json.add("fwt", spread(runs, StreamRun::fwt));
    json.add("routingAccuracy", spread(runs, run -> OptionalDouble.of(run.routingAccuracy())));
    json.add("seconds", spread(runs, run -> OptionalDouble.of(run.seconds())));
    return json;
  }

  private static OptionalDouble last(StreamRun run, String metric, int task) {
    return matrix(run, metric).at(run.tasks().size() - 1, task);
  }

  private static TaskMatrix matrix(StreamRun run, String metric) {
    return run.matrices().getOrDefault(metric, TaskMatrix.empty());
  }

  private static TaskMatrix image(StreamRun run) {
    return matrix(run, "imageAuroc");
  }

  private static JsonElement spread(
      List<StreamRun> runs, Function<StreamRun, OptionalDouble> value) {
    Optional<Summary> summary = Numbers.summary(runs, value);
    if (summary.isEmpty()) {
      return JsonNull.INSTANCE;
    }
    var json = new JsonObject();
    json.addProperty("mean", summary.get().mean());
    json.add("standardDeviation", Numbers.json(summary.get().standardDeviation()));
    json.addProperty("min", summary.get().min());
    json.addProperty("max", summary.get().max());
    return json;
  }

  /** The summary as a table for a terminal. */
  public String text(List<StreamRun> runs) {
    var text = new StringBuilder();
    List<String> tasks = runs.get(0).tasks();
    text.append(
        String.format(
            Locale.ROOT,
            "%-20s %12s %12s %12s%n",
            "mean of " + runs.size() + " seed(s)",
            "image AUROC",
            "pixel AP",
            "AUPRO@0.3"));
    for (int j = 0; j < tasks.size(); j++) {
      text.append(String.format(Locale.ROOT, "%-20s", tasks.get(j)));
      for (String metric : List.of("imageAuroc", "pixelAp", "aupro")) {
        int column = j;
        text.append(cell(spread(runs, run -> last(run, metric, column)), 13));
      }
      text.append(System.lineSeparator());
    }
    text.append("ACC").append(cell(spread(runs, run -> image(run).acc()), 8));
    text.append("   FM").append(cell(spread(runs, run -> image(run).forgetting()), 8));
    text.append("   BWT").append(cell(spread(runs, run -> image(run).bwt()), 8));
    text.append("   routing")
        .append(cell(spread(runs, run -> OptionalDouble.of(run.routingAccuracy())), 8));
    return text.append(System.lineSeparator())
        .append("backbone ")
        .append(backbone.name())
        .append(", preset ")
        .append(preset.name())
        .toString();
  }

  private static String cell(JsonElement spread, int width) {
    String value =
        spread.isJsonNull()
            ? "-"
            : String.format(
                Locale.ROOT, "%.4f", spread.getAsJsonObject().get("mean").getAsDouble());
    return " ".repeat(Math.max(1, width - value.length())) + value;
  }
}
