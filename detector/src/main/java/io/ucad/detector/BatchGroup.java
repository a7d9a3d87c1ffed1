package io.ucad.detector;

import io.ucad.detector.features.FeatureSpec;
import io.ucad.detector.memory.PromptValues;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;

/**
 * Images of a batch that one pass of the ViT can serve: the same features, the same kind of prompt,
 * the same beginning.
 *
 * @param continued whether the pass goes on from the plain one
 * @param items positions in the batch, ascending
 */
record BatchGroup(FeatureSpec features, boolean continued, List<Integer> items) {
  private record Kind(FeatureSpec features, boolean continued, String shape) {}

  /**
   * @param chosen the task of every batch item
   * @param continued whether the pass of an item goes on from the plain one
   */
  static List<BatchGroup> of(List<LoadedTask> chosen, IntPredicate continued) {
    Map<Kind, List<Integer>> groups = new LinkedHashMap<>();
    for (int i = 0; i < chosen.size(); i++) {
      LoadedTask task = chosen.get(i);
      Kind kind =
          new Kind(task.memory().features(), continued.test(i), shape(task.memory().prompts()));
      groups.computeIfAbsent(kind, k -> new ArrayList<>()).add(i);
    }
    return groups.entrySet().stream()
        .map(e -> new BatchGroup(e.getKey().features(), e.getKey().continued(), e.getValue()))
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
