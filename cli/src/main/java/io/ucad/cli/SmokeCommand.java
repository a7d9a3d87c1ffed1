package io.ucad.cli;

import com.google.gson.JsonObject;
import io.ucad.deployment.SmokeFolder;
import io.ucad.deployment.SmokeImage;
import io.ucad.detector.InspectionOptions;
import io.ucad.detector.image.ImageGuard;
import io.ucad.detector.image.ImageLimits;
import io.ucad.trainer.evaluate.Judgement;
import io.ucad.trainer.evaluate.ShadowComparison;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code ucad smoke}. */
@Command(
    name = "smoke",
    description = {
      "Copies images into a folder together with what a version answers to each: 'ucad deploy' asks a",
      "server about them before it switches. One or two of every product are enough."
    },
    footer = {
      "",
      "Example:",
      "  ucad smoke --store store --version v7 --images parts --out packages/v7-smoke"
    })
final class SmokeCommand implements Callable<Integer> {
  @Mixin private StoreOption store = new StoreOption();
  @Mixin private VersionOption version = new VersionOption();
  @Mixin private BackboneOption backbone = new BackboneOption();
  @Mixin private Answers answers = new Answers();

  @Option(
      names = "--images",
      required = true,
      paramLabel = "DIR",
      description =
          "PNG and JPEG files, in folders or not; at most " + SmokeFolder.MAX_IMAGES + ".")
  private Path images = Path.of("");

  @Option(names = "--out", required = true, paramLabel = "DIR", description = "A new folder.")
  private Path out = Path.of("");

  private final ImageGuard guard = new ImageGuard(ImageLimits.defaults());

  @Override
  public Integer call() {
    List<Path> files = ShadowComparison.images(images);
    if (files.isEmpty() || files.size() > SmokeFolder.MAX_IMAGES) {
      throw new CommandException(
          "expected 1 to %d images below %s, found %d"
              .formatted(SmokeFolder.MAX_IMAGES, images, files.size()));
    }
    if (Files.exists(out)) {
      throw new CommandException("expected a new folder, found something at " + out);
    }
    List<SmokeImage> known = new ArrayList<>();
    try (LoadedModel model =
        LoadedModel.of(version.in(store.open()), backbone, Console.standard())) {
      for (int i = 0; i < files.size(); i++) {
        known.add(ask(model, i, files.get(i)));
      }
      SmokeFolder.write(out, known);
    } catch (IOException e) {
      throw new UncheckedIOException("expected to copy images into " + out + ", found " + e, e);
    }
    var json = new JsonObject();
    json.addProperty("folder", out.toString());
    json.addProperty("images", known.size());
    answers.print("%d image(s) with answers are in %s".formatted(known.size(), out), json);
    return 0;
  }

  private SmokeImage ask(LoadedModel model, int number, Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    Judgement judgement =
        Judgement.of(model.detector().inspect(guard.decode(bytes), InspectionOptions.DEFAULT));
    String name = file.getFileName().toString().toLowerCase(Locale.ROOT);
    return new SmokeImage(
        "%03d%s".formatted(number, name.substring(name.lastIndexOf('.'))),
        bytes,
        judgement.task(),
        Optional.of(judgement.verdict().name()),
        judgement.score());
  }
}
