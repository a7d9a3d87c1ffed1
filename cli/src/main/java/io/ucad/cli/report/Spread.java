package io.ucad.cli.report;

import io.ucad.evaluation.Summary;
import java.util.Locale;
import java.util.Optional;

/** Mean and standard deviation over seeds, as text. */
final class Spread {
  private Spread() {}

  static Html html(Optional<Summary> summary) {
    if (summary.isEmpty()) {
      return Html.of("{}", Numbers.NONE);
    }
    Html mean = Html.of("{}", Numbers.text(summary.get().mean()));
    if (summary.get().standardDeviation().isEmpty()) {
      return mean;
    }
    return Html.of(
        "{} <small>± {}</small>",
        mean,
        String.format(Locale.ROOT, "%.4f", summary.get().standardDeviation().getAsDouble()));
  }
}
