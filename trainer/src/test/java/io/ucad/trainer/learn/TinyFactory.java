package io.ucad.trainer.learn;

import ai.djl.Device;
import io.ucad.detector.backbone.Backbone;
import io.ucad.detector.backbone.Backbones;
import io.ucad.detector.backbone.Implementation;
import io.ucad.detector.image.Fit;
import io.ucad.detector.testing.RandomVit;
import io.ucad.store.TaskName;
import io.ucad.trainer.data.TrainingImages;
import io.ucad.trainer.preset.Preset;
import io.ucad.trainer.sample.SampleFactory;
import io.ucad.trainer.sample.SampleProgress;
import io.ucad.trainer.sample.SampleSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Two small products, a small random ViT and small settings: a whole run takes a second. */
public final class TinyFactory {
  private final Path root;

  private TinyFactory(Path root) {
    this.root = root;
  }

  /** Makes it in a folder, or finds it there. */
  public static TinyFactory in(Path root) throws IOException {
    if (!Files.exists(root.resolve("data"))) {
      new SampleFactory(new SampleSpec(3, 64, 16, 4, 4, List.of("tile", "fabric")))
          .write(root.resolve("data"), SampleProgress.SILENT);
      RandomVit.deit(16, 32, 3, 2, 64).write(root.resolve("vit.safetensors"));
      RandomVit.deit(16, 32, 3, 2, 64).withSeed(2).write(root.resolve("other.safetensors"));
    }
    return new TinyFactory(root);
  }

  Path data() {
    return root.resolve("data");
  }

  public Backbone backbone() {
    return load("vit.safetensors");
  }

  Backbone otherBackbone() {
    return load("other.safetensors");
  }

  private Backbone load(String name) {
    return Backbones.load(root.resolve(name), Device.cpu(), Implementation.TORCH_SCRIPT);
  }

  public LearnRequest request(String task, Preset preset) {
    return new LearnRequest(new TaskName(task), TrainingImages.of(data().resolve(task)), preset, 1);
  }

  public static Preset plain() {
    return preset(Preset.Objective.NONE, Preset.PromptKind.ADDITIVE, false);
  }

  static Preset preset(Preset.Objective objective, Preset.PromptKind kind, boolean guarded) {
    return new Preset(
        "tiny",
        "for tests",
        new Preset.Features(64, Fit.STRETCH, List.of(1, 2), true, 0),
        new Preset.BankSettings(8, 16, 128, false),
        new Preset.Scoring(0, 4, 0.1, 0.2),
        new Preset.PromptSettings(objective, kind, 3, 0.01, 4, 12, guarded));
  }
}
