package io.ucad.detector.memory;

/** Learned prompts as plain values, away from any native memory. */
@SuppressWarnings("ArrayRecordComponent") // numeric payload, never compared
public sealed interface PromptValues {
  /** The task uses the plain ViT. */
  record None() implements PromptValues {}

  /**
   * One vector a block, added to every patch token at its input.
   *
   * @param values row-major [blocks, dim]
   */
  record Additive(int blocks, int dim, float[] values) implements PromptValues {
    public Additive {
      requireSize(values, (long) blocks * dim);
    }
  }

  /**
   * Extra key and value tokens of the attention of every block.
   *
   * @param key row-major [blocks, tokens, dim]
   * @param value row-major [blocks, tokens, dim]
   */
  record Prefix(int blocks, int tokens, int dim, float[] key, float[] value)
      implements PromptValues {
    public Prefix {
      requireSize(key, (long) blocks * tokens * dim);
      requireSize(value, (long) blocks * tokens * dim);
    }
  }

  private static void requireSize(float[] values, long expected) {
    if (values.length != expected || expected == 0) {
      throw new IllegalArgumentException(
          "expected " + expected + " prompt values, found " + values.length);
    }
    for (float value : values) {
      if (!Float.isFinite(value)) {
        throw new IllegalArgumentException("expected finite prompt values, found " + value);
      }
    }
  }
}
