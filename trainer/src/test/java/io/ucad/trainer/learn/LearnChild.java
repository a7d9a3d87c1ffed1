package io.ucad.trainer.learn;

import ai.djl.ndarray.NDManager;
import io.ucad.detector.backbone.Backbone;
import io.ucad.detector.image.ImageGuard;
import io.ucad.detector.image.ImageLimits;
import io.ucad.store.ModelStore;
import io.ucad.trainer.preset.Preset;
import io.ucad.trainer.progress.Cancellation;
import io.ucad.trainer.progress.ProgressListener;
import io.ucad.trainer.region.GraphSegmenter;
import java.nio.file.Path;

/** Learns one task in a process of its own, which the test kills. */
final class LearnChild {
  private LearnChild() {}

  /** Arguments: folder of the factory, store. */
  public static void main(String[] arguments) throws Exception {
    TinyFactory factory = TinyFactory.in(Path.of(arguments[0]));
    try (Backbone backbone = factory.backbone();
        NDManager manager = NDManager.newBaseManager()) {
      var trainer =
          new ContinualTrainer(
              ModelStore.openOrCreate(Path.of(arguments[1])),
              backbone,
              manager,
              new ImageGuard(ImageLimits.defaults()),
              new GraphSegmenter());
      System.out.println("started");
      trainer.learn(factory.request("fabric", preset()), ProgressListener.NONE, new Cancellation());
      System.out.println("learned");
    }
  }

  static Preset preset() {
    return TinyFactory.preset(Preset.Objective.DEFECT_CONTRAST, Preset.PromptKind.ADDITIVE, true);
  }
}
