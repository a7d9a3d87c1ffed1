package io.ucad.admin.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** A browser passes over a rule that was not closed, and over all that follow, without a word. */
class StyleSheetTest {
  @Test
  void everyRuleIsClosedBeforeTheNextOne() throws IOException {
    int depth = 0;
    int number = 0;
    for (String line : sheet().lines().toList()) {
      number++;
      boolean nested = line.startsWith(" ") || line.startsWith("}") || line.isBlank();
      assertThat(nested || depth == 0).as("line %d: %s", number, line).isTrue();
      depth += (int) (line.chars().filter(c -> c == '{').count());
      depth -= (int) (line.chars().filter(c -> c == '}').count());
    }
    assertThat(depth).isZero();
  }

  private static String sheet() throws IOException {
    try (InputStream in =
        Objects.requireNonNull(
            StyleSheetTest.class.getResourceAsStream("/META-INF/resources/ucad.css"))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
