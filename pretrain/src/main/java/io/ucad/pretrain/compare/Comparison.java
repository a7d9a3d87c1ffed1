package io.ucad.pretrain.compare;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import io.ucad.detector.Detector;
import io.ucad.detector.backbone.Backbone;
import io.ucad.detector.backbone.Backbones;
import io.ucad.detector.backbone.Implementation;
import io.ucad.detector.image.ImageGuard;
import io.ucad.detector.image.ImageLimits;
import io.ucad.pretrain.compare.BackboneScore.ProductScore;
import io.ucad.pretrain.compare.BackboneScore.Run;
import io.ucad.store.ModelStore;
import io.ucad.store.TaskName;
import io.ucad.trainer.data.MvtecDataset;
import io.ucad.trainer.evaluate.Evaluator;
import io.ucad.trainer.evaluate.TaskScore;
import io.ucad.trainer.learn.ContinualTrainer;
import io.ucad.trainer.learn.LearnRequest;
import io.ucad.trainer.preset.Preset;
import io.ucad.trainer.progress.Cancellation;
import io.ucad.trainer.progress.Meter;
import io.ucad.trainer.progress.ProgressListener;
import io.ucad.trainer.region.GraphSegmenter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Learns products one after another into one store and then tests them all, without telling which
 * product an image shows: the last stage of the continual protocol.
 */
final class Comparison {
  private final MvtecDataset data;
  private final List<String> products;
  private final Preset preset;

  Comparison(MvtecDataset data, List<String> products, Preset preset) {
    this.data = data;
    this.products = List.copyOf(products);
    this.preset = preset;
  }

  /** What the figures depend on besides the preset: the images of each product. */
  Map<String, String> fingerprints() {
    Map<String, String> fingerprints = new LinkedHashMap<>();
    for (String product : products) {
      fingerprints.put(
          product, data.training(product).fingerprint() + data.test(product).fingerprint());
    }
    return fingerprints;
  }

  /** Throws what a cancelled run of the trainer throws once {@code cancellation} is requested. */
  Run run(Path backbone, long seed, Path store, Cancellation cancellation) {
    var guard = new ImageGuard(ImageLimits.defaults());
    var versions = ModelStore.openOrCreate(store);
    try (Backbone vit = Backbones.load(backbone, Device.cpu(), Implementation.TORCH_SCRIPT);
        NDManager manager = NDManager.newBaseManager()) {
      var trainer = new ContinualTrainer(versions, vit, manager, guard, new GraphSegmenter());
      for (String product : products) {
        trainer.learn(
            new LearnRequest(new TaskName(product), data.training(product), preset, seed),
            ProgressListener.NONE,
            cancellation);
      }
      List<ProductScore> scores = new ArrayList<>();
      try (Detector detector =
          Detector.load(manager, vit, versions.latest().orElseThrow().files())) {
        var evaluator = new Evaluator(guard);
        for (String product : products) {
          var tests = data.test(product);
          var meter = new Meter(ProgressListener.NONE, cancellation, tests.images().size());
          scores.add(score(evaluator.evaluate(detector, product, tests, meter)));
        }
      }
      return new Run(seed, vit.info().sha256(), scores);
    }
  }

  private static ProductScore score(TaskScore score) {
    return new ProductScore(
        score.task(),
        score.imageAuroc().orElseThrow(),
        score.pixelAp().orElse(0),
        (double) score.routedTo().getOrDefault(score.task(), 0L) / score.images());
  }
}
