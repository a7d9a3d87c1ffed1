package io.ucad.admin.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.ucad.admin.testing.Figures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The document tells the figures that the tests wrote, and no others. */
class ReliabilityDocumentTest {
  private static final Path DOCS = Path.of("..", "docs");

  @Test
  void itsTableIsThatOfTheFile() throws IOException {
    List<String> table =
        Files.readAllLines(DOCS.resolve("reliability/jobs.md")).stream()
            .dropWhile(line -> !line.equals("| case | what | value |"))
            .skip(2)
            .takeWhile(line -> line.startsWith("|"))
            .toList();

    assertThat(table)
        .isNotEmpty()
        .isEqualTo(Figures.table(DOCS.resolve("figures/reliability-jobs.json")));
  }
}
