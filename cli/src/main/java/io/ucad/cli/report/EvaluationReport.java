package io.ucad.cli.report;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.ucad.cli.files.WholeFile;
import io.ucad.detector.backbone.BackboneInfo;
import io.ucad.trainer.evaluate.TaskScore;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;

/** What one version of a model does on labelled test images. */
public final class EvaluationReport {
  private static final Gson GSON = new GsonBuilder().setPrettyPrinting().serializeNulls().create();
  private static final String ROW = "%-20s %7s %12s %12s %12s %7s %7s %8s%n";

  private final String version;
  private final BackboneInfo backbone;
  private final List<TaskScore> scores;
  private final String command;

  /**
   * @param version that was measured, such as {@code v7}
   * @param command line that asked for it
   */
  public EvaluationReport(
      String version, BackboneInfo backbone, List<TaskScore> scores, String command) {
    this.version = version;
    this.backbone = backbone;
    this.scores = List.copyOf(scores);
    this.command = command;
  }

  /** Writes {@code evaluation.json} and {@code evaluation.html}; each is replaced as a whole. */
  public void write(Path directory, Gallery gallery) {
    WholeFile.write(directory.resolve("evaluation.json"), GSON.toJson(json()));
    WholeFile.write(
        directory.resolve("evaluation.html"),
        EvaluationPage.of(version, backbone, scores, routingAccuracy(), command, gallery));
  }

  public JsonObject json() {
    var tasks = new JsonArray();
    scores.forEach(score -> tasks.add(TaskScoreJson.all(score)));
    var vit = new JsonObject();
    vit.addProperty("name", backbone.name());
    vit.addProperty("sha256", backbone.sha256());
    var json = new JsonObject();
    json.addProperty("version", version);
    json.add("backbone", vit);
    json.add("tasks", tasks);
    json.add(
        "meanImageAuroc",
        Numbers.json(Numbers.mean(scores.stream().map(TaskScore::imageAuroc).toList())));
    json.add("routingAccuracy", Numbers.json(routingAccuracy()));
    return json;
  }

  private OptionalDouble routingAccuracy() {
    long images = scores.stream().mapToLong(TaskScore::images).sum();
    long right = scores.stream().mapToLong(s -> s.routedTo().getOrDefault(s.task(), 0L)).sum();
    return images == 0 ? OptionalDouble.empty() : OptionalDouble.of((double) right / images);
  }

  /** A table for a terminal. */
  public String text() {
    var text = new StringBuilder();
    text.append(
        String.format(
            Locale.ROOT,
            ROW,
            "task",
            "images",
            "image AUROC",
            "pixel AP",
            "AUPRO@0.3",
            "alarms",
            "missed",
            "unknown"));
    for (TaskScore score : scores) {
      text.append(
          String.format(
              Locale.ROOT,
              ROW,
              score.task(),
              score.images(),
              ascii(score.imageAuroc()),
              ascii(score.pixelAp()),
              ascii(score.aupro()),
              score.falseAlarms(),
              score.missed(),
              score.unknown()));
    }
    return text.append("routing ")
        .append(ascii(routingAccuracy()))
        .append(", ")
        .append(version)
        .append(", backbone ")
        .append(backbone.name())
        .toString();
  }

  private static String ascii(OptionalDouble value) {
    return value.isPresent() ? Numbers.text(value) : "-";
  }
}
