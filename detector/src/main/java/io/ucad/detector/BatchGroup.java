package io.ucad.detector;

import io.ucad.detector.features.FeatureSpec;
import io.ucad.detector.memory.PromptValues;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Images of a batch that one pass of the ViT can serve: the same features and the same kind of
 * prompt.
 *
 * @param items positions in the batch
 */
record BatchGroup(FeatureSpec features, boolean prompted, List<Integer> items) {
  private record Kind(FeatureSpec features, boolean prompted, String shape) {}

  /**
   * @param routed the task of every batch item
   */
  static List<BatchGroup> of(List<LoadedTask> routed) {
    Map<Kind, List<Integer>> groups = new LinkedHashMap<>();
    for (int i = 0; i < routed.size(); i++) {
      LoadedTask task = routed.get(i);
      Kind kind =
          new Kind(task.memory().features(), task.prompted(), shape(task.memory().prompts()));
      groups.computeIfAbsent(kind, k -> new ArrayList<>()).add(i);
    }
    return groups.entrySet().stream()
        .map(e -> new BatchGroup(e.getKey().features(), e.getKey().prompted(), e.getValue()))
        .toList();
  }

  private static String shape(PromptValues prompts) {
    if (prompts instanceof PromptValues.Additive additive) {
      return "additive " + additive.blocks();
    }
    if (prompts instanceof PromptValues.Prefix prefix) {
      return "prefix " + prefix.blocks() + " " + prefix.tokens();
    }
    return "none";
  }
}
