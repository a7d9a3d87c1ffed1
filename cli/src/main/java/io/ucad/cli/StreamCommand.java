package io.ucad.cli;

import ai.djl.ndarray.NDManager;
import io.ucad.cli.report.Gallery;
import io.ucad.cli.report.GalleryPainter;
import io.ucad.cli.report.StreamReport;
import io.ucad.detector.Detector;
import io.ucad.detector.backbone.Backbone;
import io.ucad.detector.image.ImageGuard;
import io.ucad.detector.image.ImageLimits;
import io.ucad.store.ModelStore;
import io.ucad.store.Version;
import io.ucad.trainer.data.MvtecDataset;
import io.ucad.trainer.evaluate.ContinualProtocol;
import io.ucad.trainer.evaluate.StreamRun;
import io.ucad.trainer.evaluate.TaskScore;
import io.ucad.trainer.preset.Preset;
import io.ucad.trainer.preset.Presets;
import io.ucad.trainer.region.GraphSegmenter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code ucad stream}. */
@Command(
    name = "stream",
    description = {
      "Learns several products one after another and measures, after every one, how well the model",
      "does on all products so far. Writes report.json and report.html."
    },
    footer = {
      "",
      "Example:",
      "  ucad stream --data data --tasks bottle,pcb --seeds 3 --out report"
    })
final class StreamCommand implements Callable<Integer> {
  @Mixin private BackboneOption backbone = new BackboneOption();
  @Mixin private DataOption data = new DataOption();
  @Mixin private Answers answers = new Answers();

  @Option(
      names = "--tasks",
      split = ",",
      paramLabel = "NAME",
      description = "Products in the order to learn them (default: all, by name).")
  private List<String> tasks = new ArrayList<>();

  @Option(
      names = "--preset",
      defaultValue = "fast",
      description = "fast, best, paper or a .json file (default: ${DEFAULT-VALUE}).")
  private String preset = "";

  @Option(
      names = "--seeds",
      defaultValue = "1",
      paramLabel = "N",
      description = "Number of runs, with the seeds 1 to N (default: ${DEFAULT-VALUE}).")
  private int seeds;

  @Option(names = "--out", required = true, paramLabel = "DIR", description = "For the report.")
  private Path out = Path.of("");

  @Spec private CommandSpec spec = CommandSpec.create();

  @Override
  public Integer call() {
    if (seeds < 1) {
      throw new CommandException("expected at least one seed, found " + seeds);
    }
    Preset wanted = Presets.find(preset);
    MvtecDataset dataset = data.dataset();
    List<String> order = tasks.isEmpty() ? dataset.tasks() : tasks;
    if (order.isEmpty()) {
      throw new CommandException(
          "expected at least one product with train/good in %s, found none".formatted(data.root()));
    }
    order.forEach(dataset::test);
    var console = Console.standard();
    try (var cancelling = new Cancelling();
        Backbone vit = backbone.load(store(1).latest(), console);
        NDManager manager = NDManager.newBaseManager()) {
      var guard = new ImageGuard(ImageLimits.defaults());
      var protocol = new ContinualProtocol(vit, manager, guard, new GraphSegmenter());
      Preset settings = wanted.on(vit.info());
      var report = new StreamReport(vit.info(), settings, CommandLineText.of(spec));
      List<StreamRun> runs = new ArrayList<>();
      for (long seed = 1; seed <= seeds; seed++) {
        runs.add(
            protocol.run(
                store(seed), dataset, order, settings, seed, console, cancelling.cancellation()));
        report.write(out, runs, Gallery.NONE);
      }
      Version last = store(seeds).latest().orElseThrow();
      try (Detector detector = Detector.load(manager, vit, last.files())) {
        console.message("drawing the gallery");
        List<TaskScore> scores = runs.get(runs.size() - 1).last();
        report.write(out, runs, new GalleryPainter(detector, guard).paint(scores));
      }
      console.closeBar();
      answers.print(report.text(runs), report.summary(runs));
      return 0;
    }
  }

  private ModelStore store(long seed) {
    return ModelStore.openOrCreate(out.resolve("store-seed" + seed));
  }
}
