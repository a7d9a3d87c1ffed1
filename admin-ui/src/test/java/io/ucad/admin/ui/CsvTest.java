package io.ucad.admin.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class CsvTest {
  @Test
  void whatNeedsQuotesGetsThemAndLinesEndAsTheStandardSays() {
    assertThat(
            Csv.text(
                List.of("task", "note"),
                List.of(List.of("tile", "a, b"), List.of("say \"x\"", "two\nlines"))))
        .isEqualTo("task,note\r\ntile,\"a, b\"\r\n\"say \"\"x\"\"\",\"two\nlines\"\r\n");
  }

  @Test
  void namesAreNoFormulasAndFiguresStayFigures() {
    assertThat(
            Csv.text(
                List.of("a"),
                List.of(
                    List.of("=1+1"),
                    List.of("@x"),
                    List.of("-cmd"),
                    List.of("-0.25"),
                    List.of("+0.001"),
                    List.of("-1.5E-7"))))
        .isEqualTo("a\r\n'=1+1\r\n'@x\r\n'-cmd\r\n-0.25\r\n+0.001\r\n-1.5E-7\r\n");
  }
}
