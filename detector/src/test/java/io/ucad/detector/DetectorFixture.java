package io.ucad.detector;

import ai.djl.Device;
import io.ucad.detector.backbone.Backbone;
import io.ucad.detector.backbone.Backbones;
import io.ucad.detector.backbone.Implementation;
import io.ucad.detector.features.FeatureSpec;
import io.ucad.detector.image.DecodedImage;
import io.ucad.detector.image.Filter;
import io.ucad.detector.image.Fit;
import io.ucad.detector.image.Preprocessing;
import io.ucad.detector.memory.PromptValues;
import io.ucad.detector.memory.ScoringSpec;
import io.ucad.detector.memory.TaskMemory;
import io.ucad.detector.testing.Products;
import io.ucad.detector.testing.RandomVit;
import io.ucad.detector.testing.TaskMaker;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Eight tasks, on a ViT of five narrow blocks, that differ in everything a task may differ in; the
 * two pairs that differ in their prompts only share a pass of a batch.
 */
final class DetectorFixture {
  static final int DIM = 16;
  static final int DEPTH = 5;
  static final int WIDTH = 120;
  static final int HEIGHT = 88;
  static final ScoringSpec SCORING = new ScoringSpec(0, 4, 0.1, 0.3);
  static final FeatureSpec ROUTING = spec(Preprocessing.imageNet(64, 64), 1);

  private DetectorFixture() {}

  static Backbone backbone(Path folder) {
    Path file = RandomVit.deit(8, DIM, DEPTH, 2, 64).write(folder.resolve("vit.safetensors"));
    return Backbones.load(file, Device.cpu(), Implementation.TORCH_SCRIPT);
  }

  static FeatureSpec spec(Preprocessing input, Integer... blocks) {
    return new FeatureSpec(input, List.of(blocks), true, 0);
  }

  static TaskMaker maker(Backbone backbone, ScoringSpec scoring) {
    return new TaskMaker(backbone, ROUTING, scoring, 80);
  }

  /** The task of index i is that of product i. */
  static List<TaskMemory> tasks(Backbone backbone) {
    var maker = maker(backbone, SCORING);
    var weighed = maker(backbone, new ScoringSpec(5, 4, 0.1, 0.3));
    var same = Preprocessing.imageNet(64, 64);
    var padded = new Preprocessing(80, 72, Fit.PAD, Filter.BICUBIC, same.mean(), same.std());
    var none = new PromptValues.None();
    return List.of(
        maker.make("plain", spec(same, 1), none, normals(0)),
        weighed.make("deep", spec(same, 0, 1, 3), none, normals(1)),
        maker.make("additive", spec(same, 0, 2), additive(3, 2), normals(2)),
        maker.make("prefix", spec(same, 0, 2), prefix(2, 3), normals(3)),
        maker.make("large", spec(Preprocessing.imageNet(80, 96), 2), none, normals(4)),
        weighed.make("padded", spec(padded, 1, 2), additive(2, 4), normals(5)),
        maker.make("additive-2", spec(same, 0, 2), additive(3, 5), normals(6)),
        maker.make("prefix-2", spec(same, 0, 2), prefix(2, 6), normals(7)));
  }

  static List<DecodedImage> normals(int product) {
    return IntStream.range(0, 24)
        .mapToObj(i -> Products.normal(product, i, WIDTH, HEIGHT))
        .toList();
  }

  /** An unseen normal image. */
  static DecodedImage normal(int product, int image) {
    return Products.normal(product, 1000 + image, WIDTH, HEIGHT);
  }

  static DecodedImage defective(int product, int image) {
    return Products.defective(product, 1000 + image, WIDTH, HEIGHT);
  }

  static PromptValues.Additive additive(int blocks, long seed) {
    return new PromptValues.Additive(blocks, DIM, random(blocks * DIM, seed));
  }

  static PromptValues.Prefix prefix(int blocks, long seed) {
    return new PromptValues.Prefix(
        blocks, 2, DIM, random(blocks * 2 * DIM, seed), random(blocks * 2 * DIM, seed + 1));
  }

  private static float[] random(int count, long seed) {
    var random = new SplittableRandom(seed);
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) random.nextDouble() - 0.5f;
    }
    return values;
  }
}
