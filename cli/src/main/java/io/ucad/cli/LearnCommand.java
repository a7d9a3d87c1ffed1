package io.ucad.cli;

import ai.djl.ndarray.NDManager;
import com.google.gson.JsonObject;
import io.ucad.detector.backbone.Backbone;
import io.ucad.detector.image.ImageGuard;
import io.ucad.detector.image.ImageLimits;
import io.ucad.detector.image.RegionOfInterest;
import io.ucad.store.ModelStore;
import io.ucad.store.TaskName;
import io.ucad.trainer.data.TrainingImages;
import io.ucad.trainer.learn.ContinualTrainer;
import io.ucad.trainer.learn.LearnRequest;
import io.ucad.trainer.learn.LearnResult;
import io.ucad.trainer.preset.Presets;
import io.ucad.trainer.region.GraphSegmenter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** {@code ucad learn}. */
@Command(
    name = "learn",
    description = {
      "Learns one product from images of good parts and publishes a new version of the model.",
      "A killed run resumes; Ctrl-C cancels and leaves nothing behind."
    },
    footer = {"", "Example:", "  ucad learn --store store --task bottle --data data/bottle"})
final class LearnCommand implements Callable<Integer> {
  @Mixin private StoreOption store = new StoreOption();
  @Mixin private BackboneOption backbone = new BackboneOption();
  @Mixin private Answers answers = new Answers();

  @Option(
      names = "--task",
      required = true,
      paramLabel = "NAME",
      description = "Name of the product: a-z, 0-9, _ and -.")
  private String task = "";

  @Option(
      names = "--data",
      required = true,
      paramLabel = "DIR",
      description = "Images of good parts: DIR/train/good, DIR/good or DIR itself.")
  private Path data = Path.of("");

  @Option(
      names = "--preset",
      defaultValue = "fast",
      description = "fast, best, paper or a .json file (default: ${DEFAULT-VALUE}).")
  private String preset = "";

  @Option(
      names = "--region",
      defaultValue = "0,0,1,1",
      converter = RegionConverter.class,
      paramLabel = "L,T,W,H",
      description = {
        "The part of the images that the product is about: left, top, width and height as shares of",
        "the image's sides. Default: all of it."
      })
  private RegionOfInterest region = RegionOfInterest.WHOLE;

  @Option(names = "--seed", defaultValue = "1", description = "Default: ${DEFAULT-VALUE}.")
  private long seed;

  @Override
  public Integer call() {
    var request =
        new LearnRequest(
            new TaskName(task), TrainingImages.of(data), region, Presets.find(preset), seed);
    var console = Console.standard();
    ModelStore models = store.openOrCreate();
    try (var cancelling = new Cancelling();
        Backbone vit = backbone.load(models.latest(), console);
        NDManager manager = NDManager.newBaseManager()) {
      var guard = new ImageGuard(ImageLimits.defaults());
      var trainer = new ContinualTrainer(models, vit, manager, guard, new GraphSegmenter());
      LearnResult result = trainer.learn(request, console, cancelling.cancellation());
      console.closeBar();
      answers.print(text(result), json(result));
      return 0;
    }
  }

  /** Reads {@code 0.1,0.2,0.5,0.5}. */
  static final class RegionConverter implements ITypeConverter<RegionOfInterest> {
    @Override
    public RegionOfInterest convert(String text) {
      try {
        return RegionOfInterest.parse(text);
      } catch (IllegalArgumentException e) {
        throw new TypeConversionException(e.getMessage());
      }
    }
  }

  private String text(LearnResult result) {
    return result.alreadyLearned()
        ? "%s holds '%s', learned from the same images with the same settings; nothing to do"
            .formatted(result.version(), task)
        : "%s holds '%s'; all tasks before it are unchanged".formatted(result.version(), task);
  }

  private JsonObject json(LearnResult result) {
    var answer = new JsonObject();
    answer.addProperty("version", result.version().toString());
    answer.addProperty("task", task);
    answer.addProperty("alreadyLearned", result.alreadyLearned());
    result.decision().ifPresent(d -> answer.add("prompts", d.json()));
    return answer;
  }
}
