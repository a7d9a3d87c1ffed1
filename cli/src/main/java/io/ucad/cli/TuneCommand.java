package io.ucad.cli;

import com.google.gson.JsonObject;
import io.ucad.store.TaskName;
import io.ucad.trainer.tune.Strictness;
import io.ucad.trainer.tune.TuneReport;
import io.ucad.trainer.tune.Tuning;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ucad tune}. */
@Command(
    name = "tune",
    description = {
      "Publishes a version in which one product judges by other rates, without learning it again.",
      "The other products are the same to the last byte. 'rollback' undoes it."
    },
    footer = {
      "",
      "Example:",
      "  ucad tune --store store --task bottle --false-alarm-rate 0.01 --review-rate 0.05"
    })
final class TuneCommand implements Callable<Integer> {
  @Mixin private StoreOption store = new StoreOption();
  @Mixin private Answers answers = new Answers();

  @Option(names = "--task", required = true, paramLabel = "NAME", description = "The product.")
  private String task = "";

  @Option(
      names = "--false-alarm-rate",
      required = true,
      paramLabel = "RATE",
      description = "Share of normal images that may be called NG, such as 0.01.")
  private double falseAlarmRate;

  @Option(
      names = "--review-rate",
      required = true,
      paramLabel = "RATE",
      description = "Share of normal images that may be called REVIEW or NG, such as 0.05.")
  private double reviewRate;

  @Override
  public Integer call() {
    TuneReport report = Tuning.tune(store.open(), new TaskName(task), falseAlarmRate, reviewRate);
    answers.print(text(report), json(report));
    return 0;
  }

  private static String text(TuneReport report) {
    List<String> lines = new ArrayList<>();
    lines.add(
        report.published()
            ? "%s judges '%s' by other rates".formatted(report.version().id(), report.task())
            : "%s judges '%s' so already".formatted(report.version().id(), report.task()));
    lines.add("before: " + text(report.before()));
    lines.add("now:    " + text(report.after()));
    if (report.after().falseAlarmRate() < report.attainableRate()) {
      lines.add(
          "%d held-out normal images guarantee a false-alarm rate of %.4f at best; learn from more"
              .formatted(report.calibrated(), report.attainableRate()));
    }
    lines.addAll(UnchangedTasks.lines(report.unchanged()));
    return String.join(System.lineSeparator(), lines);
  }

  private static String text(Strictness strictness) {
    return "NG over %.4f (false-alarm rate %s), REVIEW over %.4f (review rate %s)"
        .formatted(
            strictness.threshold(),
            strictness.falseAlarmRate(),
            strictness.reviewThreshold(),
            strictness.reviewRate());
  }

  private static JsonObject json(TuneReport report) {
    var json = new JsonObject();
    json.addProperty("version", report.version().id().toString());
    json.addProperty("task", report.task().toString());
    json.addProperty("published", report.published());
    json.add("before", json(report.before()));
    json.add("after", json(report.after()));
    json.addProperty("calibrated", report.calibrated());
    json.addProperty("attainableRate", report.attainableRate());
    json.add("unchanged", UnchangedTasks.json(report.unchanged()));
    return json;
  }

  private static JsonObject json(Strictness strictness) {
    var json = new JsonObject();
    json.addProperty("falseAlarmRate", strictness.falseAlarmRate());
    json.addProperty("reviewRate", strictness.reviewRate());
    json.addProperty("threshold", strictness.threshold());
    json.addProperty("reviewThreshold", strictness.reviewThreshold());
    return json;
  }
}
