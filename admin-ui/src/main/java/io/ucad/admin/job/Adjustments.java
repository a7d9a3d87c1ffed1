package io.ucad.admin.job;

import io.ucad.trainer.preset.Adjustment;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Adjustments as rows and requests have them: null for what stays as the preset has it. */
public final class Adjustments {
  private Adjustments() {}

  /**
   * @throws io.ucad.trainer.preset.PresetException if a value is out of bounds
   */
  public static Adjustment of(
      @Nullable Integer size,
      @Nullable Integer knowledge,
      @Nullable Integer epochs,
      @Nullable Double falseAlarmRate) {
    return new Adjustment(
        integer(size),
        integer(knowledge),
        integer(epochs),
        falseAlarmRate == null ? OptionalDouble.empty() : OptionalDouble.of(falseAlarmRate));
  }

  private static OptionalInt integer(@Nullable Integer value) {
    return value == null ? OptionalInt.empty() : OptionalInt.of(value);
  }
}
