package io.ucad.cli;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.ucad.cli.files.WholeFile;
import io.ucad.detector.InspectionOptions;
import io.ucad.detector.image.ImageGuard;
import io.ucad.detector.image.ImageLimits;
import io.ucad.store.ModelStore;
import io.ucad.trainer.evaluate.Judgement;
import io.ucad.trainer.evaluate.ShadowComparison;
import io.ucad.trainer.evaluate.ShadowReport;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ucad shadow}. */
@Command(
    name = "shadow",
    description = {
      "Replays a folder of images on two versions and lists every image whose verdict flips. An image",
      "that cannot be read is named, and the others are compared."
    },
    footer = {
      "",
      "Exit codes: 0 all images were compared, whatever flips; 1 some could not be; 2 wrong words;",
      "3 (only with --fail-on-flip) all were compared, at least one verdict flips.",
      "",
      "Example:",
      "  ucad shadow --store store --a production --b candidate --images recent --csv flips.csv"
    })
final class ShadowCommand implements Callable<Integer> {
  private static final int FLIPPED = 3;

  @Mixin private StoreOption store = new StoreOption();
  @Mixin private BackboneOption backbone = new BackboneOption();
  @Mixin private Answers answers = new Answers();

  @Option(names = "--a", required = true, paramLabel = "V", description = "v3, or an alias.")
  private String first = "";

  @Option(names = "--b", required = true, paramLabel = "V", description = "v4, or an alias.")
  private String second = "";

  @Option(
      names = "--images",
      required = true,
      paramLabel = "DIR",
      description = "PNG and JPEG files, in folders or not.")
  private Path images = Path.of("");

  @Option(
      names = "--csv",
      paramLabel = "FILE",
      description = "Write all images into a table, with a column that says which flip.")
  private @Nullable Path csv;

  @Option(names = "--fail-on-flip", description = "Exit with code 3 if any verdict flips.")
  private boolean failOnFlip;

  @Override
  public Integer call() {
    ModelStore models = store.open();
    Console console = Console.standard();
    ShadowReport report;
    String a;
    String b;
    try (LoadedModel one =
            LoadedModel.of(models.version(models.resolve(first)), backbone, console);
        LoadedModel other =
            LoadedModel.of(models.version(models.resolve(second)), backbone, console)) {
      a = one.version().toString();
      b = other.version().toString();
      report =
          new ShadowComparison(new ImageGuard(ImageLimits.defaults()), console)
              .compare(
                  images,
                  image -> one.detector().inspect(image, InspectionOptions.DEFAULT),
                  image -> other.detector().inspect(image, InspectionOptions.DEFAULT));
    }
    console.closeBar();
    if (csv != null) {
      WholeFile.write(csv, csv(report));
    }
    answers.print(text(report, a, b), json(report, a, b));
    if (!report.unreadable().isEmpty()) {
      return 1;
    }
    return failOnFlip && !report.flips().isEmpty() ? FLIPPED : 0;
  }

  private static String text(ShadowReport report, String a, String b) {
    List<String> lines = new ArrayList<>();
    if (!report.flips().isEmpty()) {
      var table = new TextTable("image", a, "product", "score", b, "product", "score");
      for (ShadowReport.Compared flip : report.flips()) {
        table.add(
            flip.image(),
            flip.a().verdict().name(),
            flip.a().task().orElse("-"),
            score(flip.a(), "-"),
            flip.b().verdict().name(),
            flip.b().task().orElse("-"),
            score(flip.b(), "-"));
      }
      lines.add(table.toString());
    }
    report
        .unreadable()
        .forEach(bad -> lines.add(bad.image() + ": " + bad.code() + ": " + bad.message()));
    lines.add(
        "%d of %d verdict(s) flip from %s to %s; %d image(s) are taken for another product"
            .formatted(
                report.flips().size(),
                report.compared().size(),
                a,
                b,
                report.compared().stream().filter(ShadowReport.Compared::rerouted).count()));
    return String.join(System.lineSeparator(), lines);
  }

  private static String score(Judgement judgement, String absent) {
    return judgement.score().isPresent()
        ? String.format(Locale.ROOT, "%.4f", judgement.score().getAsDouble())
        : absent;
  }

  private static JsonObject json(ShadowReport report, String a, String b) {
    var flips = new JsonArray();
    for (ShadowReport.Compared flip : report.flips()) {
      var json = new JsonObject();
      json.addProperty("image", flip.image());
      json.add("a", json(flip.a()));
      json.add("b", json(flip.b()));
      flips.add(json);
    }
    var unreadable = new JsonArray();
    for (ShadowReport.Unreadable bad : report.unreadable()) {
      var json = new JsonObject();
      json.addProperty("image", bad.image());
      json.addProperty("code", bad.code());
      json.addProperty("message", bad.message());
      unreadable.add(json);
    }
    var json = new JsonObject();
    json.addProperty("a", a);
    json.addProperty("b", b);
    json.addProperty("compared", report.compared().size());
    json.addProperty(
        "rerouted", report.compared().stream().filter(ShadowReport.Compared::rerouted).count());
    json.add("flips", flips);
    json.add("unreadable", unreadable);
    return json;
  }

  private static JsonObject json(Judgement judgement) {
    var json = new JsonObject();
    json.addProperty("verdict", judgement.verdict().name());
    judgement.task().ifPresent(task -> json.addProperty("task", task));
    judgement.score().ifPresent(score -> json.addProperty("score", score));
    return json;
  }

  /** RFC 4180. */
  private static String csv(ShadowReport report) {
    var text =
        new StringBuilder("image,flipped,verdict_a,task_a,score_a,verdict_b,task_b,score_b\r\n");
    for (ShadowReport.Compared row : report.compared()) {
      text.append('"')
          .append(row.image().replace("\"", "\"\""))
          .append("\",")
          .append(row.flipped());
      for (Judgement judgement : List.of(row.a(), row.b())) {
        text.append(',').append(judgement.verdict());
        text.append(',').append(judgement.task().orElse(""));
        text.append(',');
        judgement.score().ifPresent(text::append);
      }
      text.append("\r\n");
    }
    return text.toString();
  }
}
