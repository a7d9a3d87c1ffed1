package io.ucad.cli;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.ucad.store.ForgetReport;
import io.ucad.store.TaskName;
import io.ucad.store.VersionId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ucad forget}. */
@Command(
    name = "forget",
    description = {
      "Publishes a version without one product, and proves that the others are the same to the",
      "last byte. Older versions keep the product until they are collected."
    },
    footer = {"", "Example:", "  ucad forget --store store --task bottle"})
final class ForgetCommand implements Callable<Integer> {
  @Mixin private StoreOption store = new StoreOption();
  @Mixin private Answers answers = new Answers();

  @Option(names = "--task", required = true, paramLabel = "NAME", description = "The product.")
  private String task = "";

  @Override
  public Integer call() {
    ForgetReport report = store.open().forget(new TaskName(task), "forgot " + task);
    answers.print(text(report), json(report));
    return 0;
  }

  private static String text(ForgetReport report) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "%s is without '%s' (sha256 %s)"
            .formatted(
                report.version().id(), report.forgotten().task(), report.forgotten().sha256()));
    lines.addAll(UnchangedTasks.lines(report.unchanged()));
    if (!report.stillHeldBy().isEmpty()) {
      lines.add(
          "still held by "
              + report.stillHeldBy().stream()
                  .map(VersionId::toString)
                  .collect(Collectors.joining(", ")));
    }
    return String.join(System.lineSeparator(), lines);
  }

  private static JsonObject json(ForgetReport report) {
    var forgotten = new JsonObject();
    forgotten.addProperty("task", report.forgotten().task().toString());
    forgotten.addProperty("sha256", report.forgotten().sha256());
    var held = new JsonArray();
    report.stillHeldBy().forEach(id -> held.add(id.toString()));
    var json = new JsonObject();
    json.addProperty("version", report.version().id().toString());
    json.add("forgotten", forgotten);
    json.add("unchanged", UnchangedTasks.json(report.unchanged()));
    json.add("stillHeldBy", held);
    return json;
  }
}
