package io.ucad.detector.memory;

import com.google.gson.JsonObject;
import io.ucad.detector.coreset.Bank;
import io.ucad.detector.features.FeatureSpec;
import java.util.List;

/**
 * All that is remembered of one task. Immutable: learning another task never touches it.
 *
 * @param task its name
 * @param backbone name and hash of the ViT that the vectors were made with; no other can read them
 * @param routing how key tokens are made, from the plain ViT; the same for all tasks of a version
 * @param key K_e: what the task is recognised by
 * @param descriptors mean tokens of typical images, row-major [any, dim]: the routing prefilter
 * @param features how knowledge tokens are made
 * @param prompts p: what the ViT is prompted with for this task
 * @param knowledge K_n: what normal looks like
 * @param images names of the images that the bank sources refer to
 * @param calibration scores of held-out normal images
 * @param scoring how token distances become scores and decisions
 * @param provenance how it was made: settings, seed, data hash, decisions; not interpreted
 */
@SuppressWarnings("ArrayRecordComponent") // numeric payload, never compared
public record TaskMemory(
    String task,
    BackboneId backbone,
    FeatureSpec routing,
    Bank key,
    float[] descriptors,
    FeatureSpec features,
    PromptValues prompts,
    Bank knowledge,
    List<String> images,
    Calibration calibration,
    ScoringSpec scoring,
    JsonObject provenance) {
  public TaskMemory {
    images = List.copyOf(images);
    requireSources(key, images.size());
    requireSources(knowledge, images.size());
    if (task.isEmpty()) {
      throw new IllegalArgumentException("expected the name of a task, found none");
    }
    if (descriptors.length == 0 || descriptors.length % key.dim() != 0) {
      throw new IllegalArgumentException(
          "expected descriptors of width " + key.dim() + ", found " + descriptors.length);
    }
    requireFinite("key", key.vectors());
    requireFinite("knowledge", knowledge.vectors());
    requireFinite("descriptors", descriptors);
  }

  /** The same memory, judging by other rates. */
  public TaskMemory with(ScoringSpec newScoring) {
    return new TaskMemory(
        task,
        backbone,
        routing,
        key,
        descriptors,
        features,
        prompts,
        knowledge,
        images,
        calibration,
        newScoring,
        provenance);
  }

  private static void requireSources(Bank bank, int images) {
    for (int i = 0; i < bank.size(); i++) {
      int image = bank.image()[i];
      int patch = bank.patch()[i];
      if (image < 0 || image >= images || patch < 0) {
        throw new IllegalArgumentException(
            "expected sources in images 0 to %d, at patch 0 or later, found image %d, patch %d"
                .formatted(images - 1, image, patch));
      }
    }
  }

  private static void requireFinite(String name, float[] values) {
    for (float value : values) {
      if (!Float.isFinite(value)) {
        throw new IllegalArgumentException(
            "expected finite values in '" + name + "', found " + value);
      }
    }
  }
}
