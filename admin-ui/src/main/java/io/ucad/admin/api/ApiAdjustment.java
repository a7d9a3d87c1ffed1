package io.ucad.admin.api;

import io.ucad.admin.job.Adjustments;
import io.ucad.trainer.preset.Adjustment;
import jakarta.validation.constraints.DecimalMax;
import jakarta.validation.constraints.DecimalMin;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * What is wanted otherwise than a preset has it; null leaves it.
 *
 * @param inputSize pixels of the model input on a side
 * @param knowledge vectors to remember
 * @param epochs passes over the images, for presets that learn prompts
 * @param falseAlarmRate share of good images above the threshold
 */
record ApiAdjustment(
    @Nullable @Min(Adjustment.LEAST_SIZE) @Max(Adjustment.MOST_SIZE) Integer inputSize,
    @Nullable @Min(Adjustment.LEAST_KNOWLEDGE) @Max(Adjustment.MOST_KNOWLEDGE) Integer knowledge,
    @Nullable @Min(1) @Max(Adjustment.MOST_EPOCHS) Integer epochs,
    @Nullable @DecimalMin("0.001") @DecimalMax("0.2") Double falseAlarmRate) {
  static @Nullable ApiAdjustment of(Adjustment adjustment) {
    return adjustment.equals(Adjustment.NONE)
        ? null
        : new ApiAdjustment(
            integer(adjustment.size()),
            integer(adjustment.knowledge()),
            integer(adjustment.epochs()),
            number(adjustment.falseAlarmRate()));
  }

  static Adjustment toAdjustment(@Nullable ApiAdjustment wanted) {
    return wanted == null
        ? Adjustment.NONE
        : Adjustments.of(wanted.inputSize, wanted.knowledge, wanted.epochs, wanted.falseAlarmRate);
  }

  private static @Nullable Integer integer(OptionalInt value) {
    return value.isPresent() ? value.getAsInt() : null;
  }

  private static @Nullable Double number(OptionalDouble value) {
    return value.isPresent() ? value.getAsDouble() : null;
  }
}
