package io.ucad.cli;

import io.ucad.detector.Inspection;
import java.nio.file.Path;
import java.util.Locale;

/** An inspection as one line, and one more for each explained patch. */
final class PredictionText {
  private PredictionText() {}

  static String of(Path file, Inspection inspection) {
    if (!inspection.known()) {
      return "%s: UNKNOWN: no product learned so far is near enough; the nearest is '%s'"
          .formatted(file, inspection.task());
    }
    var text =
        new StringBuilder(
            String.format(
                Locale.ROOT,
                "%s: %s: '%s', score %.4f (threshold %.4f), p-value %.3g",
                file,
                inspection.verdict(),
                inspection.task(),
                inspection.score(),
                inspection.threshold(),
                inspection.pValue()));
    int regions = inspection.regions().size();
    if (regions > 0) {
      text.append(regions == 1 ? ", 1 region" : ", " + regions + " regions");
    }
    inspection
        .explanation()
        .forEach(
            e ->
                text.append(
                    String.format(
                        Locale.ROOT,
                        "%n  patch (%d, %d) is %.4f from the nearest normal patch, (%d, %d) of %s",
                        e.row(),
                        e.column(),
                        e.score(),
                        e.normalRow(),
                        e.normalColumn(),
                        e.image())));
    return text.toString();
  }
}
