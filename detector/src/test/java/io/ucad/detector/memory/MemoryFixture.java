package io.ucad.detector.memory;

import com.google.gson.JsonObject;
import io.ucad.detector.coreset.Bank;
import io.ucad.detector.features.FeatureSpec;
import io.ucad.detector.image.Filter;
import io.ucad.detector.image.Fit;
import io.ucad.detector.image.Preprocessing;
import java.util.List;

/**
 * A small memory whose every number follows from a formula, so that a golden file can be checked.
 */
final class MemoryFixture {
  private MemoryFixture() {}

  static TaskMemory with(PromptValues prompts) {
    var routing =
        new FeatureSpec(
            new Preprocessing(
                32,
                24,
                Fit.PAD,
                Filter.BICUBIC,
                List.of(0.5f, 0.4f, 0.3f),
                List.of(0.2f, 0.3f, 1f)),
            List.of(1),
            true,
            0);
    var features = new FeatureSpec(Preprocessing.imageNet(16, 16), List.of(0, 2), true, 5);
    var provenance = new JsonObject();
    provenance.addProperty("seed", 7);
    provenance.addProperty("note", "ein Täfelchen, 판");
    return new TaskMemory(
        "bottle",
        new BackboneId("tiny", "0123456789abcdef".repeat(4)),
        routing,
        bank(4, 3, 0.125f),
        new float[] {0.5f, -0.5f, 0.25f},
        features,
        prompts,
        bank(6, 5, -0.375f),
        List.of("train/good/000.png", "train/good/001.png"),
        new Calibration(new float[] {0.3f, 0.1f}, new float[] {0.7f, 0.2f}, new float[] {1, 2}),
        new ScoringSpec(3, 4, 0.01, 0.05),
        provenance);
  }

  static PromptValues additive() {
    return new PromptValues.Additive(2, 3, new float[] {0.1f, 0.2f, 0.3f, -0.1f, -0.2f, -0.3f});
  }

  static PromptValues prefix() {
    return new PromptValues.Prefix(2, 1, 2, new float[] {1, 2, 3, 4}, new float[] {5, 6, 7, 8});
  }

  private static Bank bank(int size, int dim, float step) {
    float[] vectors = new float[size * dim];
    int[] image = new int[size];
    int[] patch = new int[size];
    for (int i = 0; i < vectors.length; i++) {
      vectors[i] = i * step + 0.1f;
    }
    for (int i = 0; i < size; i++) {
      image[i] = i % 2;
      patch[i] = (3 * i) % 4;
    }
    return new Bank(vectors, dim, image, patch);
  }
}
