package io.ucad.cli.report;

import java.util.Locale;

/** Numbers as SVG has them. */
final class Svg {
  private Svg() {}

  static String n(double value) {
    return String.format(Locale.ROOT, "%.1f", value);
  }
}
