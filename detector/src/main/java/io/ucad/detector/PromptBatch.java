package io.ucad.detector;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import io.ucad.detector.backbone.Prompts;
import io.ucad.detector.memory.PromptValues;
import java.util.List;

/** Lays the prompts of the tasks of a batch side by side, so that one pass serves all of them. */
public final class PromptBatch {
  private PromptBatch() {}

  /**
   * Prompts of one task for a whole batch.
   *
   * @param manager owner of the arrays
   */
  public static Prompts of(NDManager manager, PromptValues values) {
    return of(manager, List.of(values));
  }

  /**
   * @param values one a batch item, all of the same kind and shape; or a single one for all items
   */
  public static Prompts of(NDManager manager, List<PromptValues> values) {
    PromptValues first = values.get(0);
    if (first instanceof PromptValues.Additive additive) {
      List<float[]> each = values.stream().map(v -> ((PromptValues.Additive) v).values()).toList();
      return new Prompts.Additive(
          manager.create(
              interleaved(each, additive.blocks()),
              new Shape(additive.blocks(), values.size(), additive.dim())));
    }
    if (first instanceof PromptValues.Prefix prefix) {
      Shape shape = new Shape(prefix.blocks(), values.size(), prefix.tokens(), prefix.dim());
      List<float[]> keys = values.stream().map(v -> ((PromptValues.Prefix) v).key()).toList();
      List<float[]> rest = values.stream().map(v -> ((PromptValues.Prefix) v).value()).toList();
      NDArray key = manager.create(interleaved(keys, prefix.blocks()), shape);
      return new Prompts.Prefix(key, manager.create(interleaved(rest, prefix.blocks()), shape));
    }
    return Prompts.none();
  }

  /** [item][block, rest] to [block, item, rest]. */
  private static float[] interleaved(List<float[]> items, int blocks) {
    int rest = items.get(0).length / blocks;
    float[] out = new float[items.size() * blocks * rest];
    for (int b = 0; b < blocks; b++) {
      for (int i = 0; i < items.size(); i++) {
        System.arraycopy(items.get(i), b * rest, out, (b * items.size() + i) * rest, rest);
      }
    }
    return out;
  }
}
