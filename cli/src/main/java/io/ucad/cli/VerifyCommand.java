package io.ucad.cli;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.ucad.store.AliasName;
import io.ucad.store.ModelStore;
import io.ucad.store.StoreException;
import io.ucad.store.VerifyReport;
import io.ucad.store.VersionId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ucad verify}. */
@Command(
    name = "verify",
    description = {
      "Rereads every byte of the versions of a model and compares it with what was published.",
      "Exit code 1 if anything is wrong."
    },
    footer = {"", "Example:", "  ucad verify --store store"})
final class VerifyCommand implements Callable<Integer> {
  @Mixin private StoreOption store = new StoreOption();
  @Mixin private Answers answers = new Answers();

  @Option(
      names = "--version",
      paramLabel = "V",
      description = "v7 or an alias (default: all versions, and the aliases).")
  private @Nullable String version;

  @Override
  public Integer call() {
    ModelStore models = store.open();
    var console = Console.standard();
    List<VersionId> ids = version == null ? models.versions() : List.of(models.resolve(version));
    List<VerifyReport> reports = new ArrayList<>();
    for (VersionId id : ids) {
      console.progress("reading " + id, reports.size(), ids.size());
      reports.add(models.verify(id));
    }
    console.closeBar();
    List<String> problems = new ArrayList<>();
    reports.forEach(report -> report.problems().forEach(p -> problems.add(message(p))));
    if (version == null) {
      problems.addAll(aliasProblems(models, ids));
    }
    answers.print(text(reports, problems), json(reports, problems));
    return problems.isEmpty() ? 0 : 1;
  }

  private static List<String> aliasProblems(ModelStore models, List<VersionId> ids) {
    List<String> problems = new ArrayList<>();
    try {
      for (Map.Entry<AliasName, VersionId> alias : models.aliases().entrySet()) {
        if (!ids.contains(alias.getValue())) {
          problems.add(
              "alias %s names %s, which is absent".formatted(alias.getKey(), alias.getValue()));
        }
      }
    } catch (StoreException e) {
      problems.add(message(e));
    }
    return problems;
  }

  private static String message(StoreException e) {
    return String.valueOf(e.getMessage());
  }

  private static String text(List<VerifyReport> reports, List<String> problems) {
    List<String> lines = new ArrayList<>();
    for (VerifyReport report : reports) {
      lines.add(
          "%s: %s, %d file(s), %s"
              .formatted(
                  report.version(),
                  report.ok() ? "as published" : "CORRUPT",
                  report.files(),
                  Bytes.text(report.bytes())));
    }
    problems.forEach(problem -> lines.add("problem: " + problem));
    lines.add(problems.isEmpty() ? "nothing is wrong" : problems.size() + " problem(s)");
    return String.join(System.lineSeparator(), lines);
  }

  private static JsonObject json(List<VerifyReport> reports, List<String> problems) {
    var versions = new JsonArray();
    for (VerifyReport report : reports) {
      var json = new JsonObject();
      json.addProperty("version", report.version().toString());
      json.addProperty("ok", report.ok());
      json.addProperty("files", report.files());
      json.addProperty("bytes", report.bytes());
      versions.add(json);
    }
    var all = new JsonArray();
    problems.forEach(all::add);
    var json = new JsonObject();
    json.addProperty("ok", problems.isEmpty());
    json.add("versions", versions);
    json.add("problems", all);
    return json;
  }
}
