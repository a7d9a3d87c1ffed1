package io.ucad.cli.report;

import java.util.Locale;

/** A table cell whose colour tells its value. */
final class HeatCell {
  /** From here on the text takes the other colour, on a dark page earlier than on a light one. */
  private static final double MIDDLE = 0.65;

  private static final double FULL = 0.78;

  private HeatCell() {}

  /**
   * @param share 0 for the lightest colour, 1 for the fullest
   */
  static Html of(Html text, double share) {
    double clipped = Math.max(0, Math.min(1, share));
    return Html.of(
        "<td class=\"heat{}\" style=\"--share:{}%\">{}</td>",
        clipped >= FULL ? " full" : clipped >= MIDDLE ? " middle" : "",
        String.format(Locale.ROOT, "%.0f", clipped * 100),
        text);
  }
}
