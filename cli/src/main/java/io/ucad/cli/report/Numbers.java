package io.ucad.cli.report;

import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonPrimitive;
import io.ucad.evaluation.Summary;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.Function;

/** Measured values, of which some are not defined. */
final class Numbers {
  static final String NONE = "–";

  private Numbers() {}

  static JsonElement json(OptionalDouble value) {
    return value.isPresent() ? new JsonPrimitive(value.getAsDouble()) : JsonNull.INSTANCE;
  }

  /** Four decimals, as papers give them. */
  static String text(OptionalDouble value) {
    return value.isPresent() ? text(value.getAsDouble()) : NONE;
  }

  static String text(double value) {
    return String.format(Locale.ROOT, "%.4f", value);
  }

  /** Three decimals, where room is scarce. */
  static String three(double value) {
    return String.format(Locale.ROOT, "%.3f", value);
  }

  static OptionalDouble mean(List<OptionalDouble> values) {
    return values.stream().flatMapToDouble(OptionalDouble::stream).average();
  }

  /** Over those of the items for which the value is defined; empty if there is none. */
  static <T> Optional<Summary> summary(List<T> items, Function<T, OptionalDouble> value) {
    double[] values = items.stream().map(value).flatMapToDouble(OptionalDouble::stream).toArray();
    return values.length == 0 ? Optional.empty() : Optional.of(Summary.of(values));
  }
}
