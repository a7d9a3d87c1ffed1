package io.ucad.cli;

import com.google.gson.JsonObject;
import io.ucad.cli.batch.BatchInspector;
import io.ucad.cli.batch.BatchRun;
import io.ucad.cli.batch.BatchSummary;
import io.ucad.cli.batch.ImageSource;
import io.ucad.cli.files.WholeFile;
import io.ucad.cli.picture.Overlay;
import io.ucad.cli.picture.Picture;
import io.ucad.detector.Inspection;
import io.ucad.detector.InspectionOptions;
import io.ucad.detector.Verdict;
import io.ucad.detector.answer.AnswerContext;
import io.ucad.detector.answer.AnswerJson;
import io.ucad.detector.answer.ErrorJson;
import io.ucad.detector.answer.MapEncoding;
import io.ucad.detector.image.DecodedImage;
import io.ucad.detector.image.ImageGuard;
import io.ucad.detector.image.ImageLimits;
import io.ucad.detector.image.ImageRejectedException;
import io.ucad.detector.image.Png;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code ucad predict}. */
@Command(
    name = "predict",
    description = {
      "Inspects images: which product, how anomalous, and where. One line for each image, in the",
      "order given; with --json one object of the inference contract, whose requestId is the file.",
      "An image that cannot be read gets a line with an error code, and the others are inspected."
    },
    footer = {
      "",
      "Exit codes: 0 every image was inspected, whatever the verdicts; 1 some image could not be;",
      "2 wrong words; 3 (only with --fail-on-ng) all were inspected, at least one is NG.",
      "",
      "Example:",
      "  ucad predict --store store --map heat.png part.png",
      "  ucad predict --store store --batch photos --out results.csv"
    })
final class PredictCommand implements Callable<Integer> {
  private static final int FOUND_NG = 3;

  @Mixin private StoreOption store = new StoreOption();
  @Mixin private VersionOption version = new VersionOption();
  @Mixin private BackboneOption backbone = new BackboneOption();
  @Mixin private Answers answers = new Answers();

  @Option(
      names = "--task",
      paramLabel = "NAME",
      description = "Which product it is (default: the model finds out).")
  private @Nullable String task;

  @Option(
      names = "--map",
      paramLabel = "OUT.png",
      description =
          "Write the image under its anomaly map; of several images to OUT-<name>.png. Images of no"
              + " known product get none.")
  private @Nullable Path map;

  @Option(
      names = "--map-data",
      defaultValue = "NONE",
      paramLabel = "none|png|float",
      description = "Put the anomaly map into the JSON (default: none).")
  private MapEncoding mapData = MapEncoding.NONE;

  @Option(
      names = "--explain",
      description = "Name the normal patches that the worst are nearest to.")
  private boolean explain;

  @Option(names = "--fail-on-ng", description = "Exit with code 3 if any image is NG.")
  private boolean failOnNg;

  @Option(
      names = "--batch",
      paramLabel = "DIR|GLOB|ZIP",
      description =
          "Inspect all PNG and JPEG files of a folder, a pattern in quotes, or a ZIP file into --out.")
  private @Nullable String batch;

  @Option(
      names = "--out",
      paramLabel = "FILE",
      description =
          "Results of --batch: .csv, .jsonl or .parquet. A run that was interrupted goes on where it"
              + " was when it is started again.")
  private @Nullable Path out;

  @Parameters(arity = "0..*", paramLabel = "IMAGE", description = "PNG or JPEG files.")
  private List<Path> images = new ArrayList<>();

  private final ImageGuard guard = new ImageGuard(ImageLimits.defaults());

  @Override
  public Integer call() {
    if (batch != null || out != null) {
      return inspectBatch();
    }
    if (images.isEmpty()) {
      throw new CommandException(
          "expected images, or --batch DIR --out FILE, found none; see ucad predict --help");
    }
    int failed = 0;
    int ng = 0;
    try (LoadedModel model =
        LoadedModel.of(version.in(store.open()), backbone, Console.standard())) {
      HeatmapFiles heatmaps = new HeatmapFiles(Optional.ofNullable(map), images);
      for (int i = 0; i < images.size(); i++) {
        try {
          ng += inspect(model, images.get(i), heatmaps.of(i)) == Verdict.NG ? 1 : 0;
        } catch (ImageRejectedException e) {
          failed++;
          reject(images.get(i), e.code().name(), String.valueOf(e.getMessage()));
        } catch (IOException e) {
          failed++;
          reject(images.get(i), "FILE_UNREADABLE", "expected a readable file, found " + e);
        }
      }
    }
    return exitCode(failed, ng);
  }

  private int inspectBatch() {
    if (batch == null || out == null || map != null || !images.isEmpty()) {
      throw new CommandException(
          "expected --batch with --out, and neither IMAGE nor --map with them; see ucad predict --help");
    }
    var console = Console.standard();
    try (var cancelling = new Cancelling();
        ImageSource source = ImageSource.open(batch);
        LoadedModel model = LoadedModel.of(version.in(store.open()), backbone, console)) {
      var inspector =
          new BatchInspector(model.detector(), guard, model.version().id().toString(), options());
      BatchSummary summary =
          new BatchRun(source, inspector, out, description(model))
              .run(console, cancelling.cancellation());
      console.closeBar();
      answers.print(summary.text() + "; " + out, summary.json());
      return exitCode(summary.failed(), summary.of(Verdict.NG.name()));
    }
  }

  /** What the answers of a batch depend on, apart from the images. */
  private JsonObject description(LoadedModel model) {
    var run = new JsonObject();
    run.addProperty("version", model.version().id().toString());
    run.addProperty("backbone", model.backbone().sha256());
    run.addProperty("task", task == null ? "" : task);
    run.addProperty("explain", explain);
    return run;
  }

  private InspectionOptions options() {
    return InspectionOptions.of(Optional.ofNullable(task), explain);
  }

  private int exitCode(int failed, int ng) {
    if (failed > 0) {
      return 1;
    }
    return failOnNg && ng > 0 ? FOUND_NG : 0;
  }

  private Verdict inspect(LoadedModel model, Path file, Optional<Path> heatmap) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    long start = System.nanoTime();
    DecodedImage image = guard.decode(bytes);
    double decodeMillis = (System.nanoTime() - start) / 1e6;
    Inspection inspection = model.detector().inspect(image, options());
    var context =
        new AnswerContext(
            file.toString(),
            model.version().id().toString(),
            model.backbone().name(),
            decodeMillis);
    answers.print(PredictionText.of(file, inspection), AnswerJson.of(context, inspection, mapData));
    if (heatmap.isPresent() && inspection.known()) {
      Picture picture = Overlay.heat(Picture.of(image), inspection.map(), inspection.threshold());
      WholeFile.write(
          heatmap.get(), Png.encodeRgb(picture.width(), picture.height(), picture.rgb()));
    }
    return inspection.verdict();
  }

  private void reject(Path file, String code, String message) {
    answers.print(
        "%s: %s: %s".formatted(file, code, message), ErrorJson.of(code, message, file.toString()));
  }
}
