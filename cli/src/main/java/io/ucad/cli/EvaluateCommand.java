package io.ucad.cli;

import io.ucad.cli.report.EvaluationReport;
import io.ucad.cli.report.GalleryPainter;
import io.ucad.detector.image.ImageGuard;
import io.ucad.detector.image.ImageLimits;
import io.ucad.trainer.data.MvtecDataset;
import io.ucad.trainer.data.TestSet;
import io.ucad.trainer.evaluate.Evaluator;
import io.ucad.trainer.evaluate.TaskScore;
import io.ucad.trainer.progress.Meter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ucad evaluate}. */
@Command(
    name = "evaluate",
    description = {
      "Measures a version of the model on labelled test images, without telling it the products."
    },
    footer = {"", "Example:", "  ucad evaluate --store store --data data --out evaluation"})
final class EvaluateCommand implements Callable<Integer> {
  @Mixin private StoreOption store = new StoreOption();
  @Mixin private VersionOption version = new VersionOption();
  @Mixin private BackboneOption backbone = new BackboneOption();
  @Mixin private DataOption data = new DataOption();
  @Mixin private Answers answers = new Answers();

  @Option(
      names = "--tasks",
      split = ",",
      paramLabel = "NAME",
      description = "Products to test (default: all learned ones that have a test folder).")
  private List<String> tasks = new ArrayList<>();

  @Option(
      names = "--out",
      paramLabel = "DIR",
      description = "Write evaluation.json and evaluation.html there.")
  private @Nullable Path out;

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    MvtecDataset dataset = data.dataset();
    var console = Console.standard();
    try (var cancelling = new Cancelling();
        LoadedModel model = LoadedModel.of(version.in(store.open()), backbone, console)) {
      Map<String, TestSet> tests = tests(dataset, model.detector().tasks());
      int images = tests.values().stream().mapToInt(t -> t.images().size()).sum();
      var meter = new Meter(console, cancelling.cancellation(), images);
      var guard = new ImageGuard(ImageLimits.defaults());
      var evaluator = new Evaluator(guard);
      List<TaskScore> scores = new ArrayList<>();
      tests.forEach(
          (task, set) -> scores.add(evaluator.evaluate(model.detector(), task, set, meter)));
      var report =
          new EvaluationReport(
              model.version().id().toString(), model.backbone(), scores, CommandLineText.of(spec));
      if (out != null) {
        report.write(out, new GalleryPainter(model.detector(), guard).paint(scores));
      }
      console.closeBar();
      answers.print(report.text(), report.json());
      return 0;
    }
  }

  private Map<String, TestSet> tests(MvtecDataset dataset, List<String> learned) {
    for (String task : tasks) {
      if (!learned.contains(task)) {
        throw new CommandException(
            "expected learned products %s, found '%s'".formatted(learned, task));
      }
    }
    List<String> wanted =
        tasks.isEmpty()
            ? learned.stream()
                .filter(t -> Files.isDirectory(data.root().resolve(t).resolve("test")))
                .toList()
            : tasks;
    if (wanted.isEmpty()) {
      throw new CommandException(
          "expected the test folder of at least one of %s in %s, found none"
              .formatted(learned, data.root()));
    }
    Map<String, TestSet> tests = new LinkedHashMap<>();
    wanted.forEach(task -> tests.put(task, dataset.test(task)));
    return tests;
  }
}
