package io.ucad.admin.ui;

import com.microsoft.playwright.Page;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** What axe-core finds of WCAG 2.1, levels A and AA. */
final class Axe {
  private static final String RUN =
      """
      () => axe.run(document, {
        runOnly: {type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa']},
        resultTypes: ['violations'],
      }).then(found => found.violations.flatMap(rule =>
        rule.nodes.map(node => rule.id + ' at ' + node.target.join(' ') + ': ' + node.html + ': '
          + node.failureSummary)))
      """;

  private Axe() {}

  /** Rules that a page breaks, and where. */
  @SuppressWarnings("unchecked") // a list of strings is what the script gives
  static List<String> violations(Page page) {
    page.evaluate(script());
    return (List<String>) page.evaluate(RUN);
  }

  private static String script() {
    try (InputStream in = Axe.class.getResourceAsStream("/axe.min.js")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
