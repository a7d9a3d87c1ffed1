package io.ucad.admin.ui;

import com.vaadin.flow.component.UI;
import com.vaadin.flow.i18n.I18NProvider;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.stream.Stream;

/** Words and figures in the language of whoever looks. */
final class Words {
  private static final String[] UNITS = {"B", "KB", "MB", "GB", "TB"};

  private Words() {}

  /** A sentence of the translations. */
  static String t(String key, Object... parameters) {
    return I18NProvider.translate(key, parameters);
  }

  /** The translation of a value: {@code job.state.running}. */
  static String t(String prefix, Enum<?> value) {
    return t(prefix + "." + lower(value));
  }

  static String lower(Enum<?> value) {
    return value.name().toLowerCase(Locale.ROOT);
  }

  static String bytes(long bytes) {
    double value = bytes;
    int unit = 0;
    while (value >= 1024 && unit < UNITS.length - 1) {
      value /= 1024;
      unit++;
    }
    return (unit == 0 || value >= 100 ? "%.0f %s" : "%.1f %s").formatted(value, UNITS[unit]);
  }

  static String date(Instant instant) {
    return date(instant, FormatStyle.SHORT);
  }

  /** With seconds. */
  static String moment(Instant instant) {
    return date(instant, FormatStyle.MEDIUM);
  }

  private static String date(Instant instant, FormatStyle time) {
    return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, time)
        .withLocale(locale())
        .withZone(ZoneId.systemDefault())
        .format(instant);
  }

  /** The language of whoever looks. */
  static Locale locale() {
    UI ui = UI.getCurrent();
    return ui == null ? Locale.ENGLISH : ui.getLocale();
  }

  static String duration(Duration duration) {
    long seconds = Math.max(0, duration.toSeconds());
    if (seconds < 60) {
      return t("time.seconds", seconds);
    }
    return seconds < 3600
        ? t("time.minutes", (seconds + 30) / 60)
        : t("time.hours", seconds / 3600, seconds % 3600 / 60);
  }

  static String percent(double share) {
    return "%.0f %%".formatted(100 * share);
  }

  /** All digits, or nothing for nothing measured: for programs. */
  static String exact(OptionalDouble value) {
    return value.isPresent() ? String.valueOf(value.getAsDouble()) : "";
  }

  /** Three digits, or a dash for nothing measured. */
  static String figure(OptionalDouble value) {
    return value.isPresent() ? figure(value.getAsDouble()) : "–";
  }

  /** Three digits. */
  static String figure(double value) {
    return String.format(Locale.ROOT, "%.3f", value);
  }

  /** Four digits: anomaly scores lie close together. */
  static String score(double value) {
    return String.format(Locale.ROOT, "%.4f", value);
  }

  /** The headings of a table. */
  static List<String> head(String... keys) {
    return Stream.of(keys).map(key -> t(key)).toList();
  }
}
