package io.ucad.admin.ui;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.server.streams.DownloadHandler;
import com.vaadin.flow.server.streams.DownloadResponse;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Tables as files that other programs read (RFC 4180). */
final class Csv {
  private static final String FORMULA = "=+-@\t\r";

  private Csv() {}

  /**
   * A link that downloads a table.
   *
   * @param file its name, without ending
   */
  static Anchor link(String file, List<String> head, List<List<String>> rows) {
    byte[] bytes = text(head, rows).getBytes(StandardCharsets.UTF_8);
    var link =
        new Anchor(
            DownloadHandler.fromInputStream(
                event ->
                    new DownloadResponse(
                        new ByteArrayInputStream(bytes),
                        file + ".csv",
                        "text/csv; charset=utf-8",
                        bytes.length)),
            Words.t("quality.csv"));
    link.addClassName("csv");
    link.setAriaLabel(Words.t("quality.csv.of", file));
    return link;
  }

  static String text(List<String> head, List<List<String>> rows) {
    return Stream.concat(Stream.of(head), rows.stream())
        .map(row -> row.stream().map(Csv::cell).collect(Collectors.joining(",")) + "\r\n")
        .collect(Collectors.joining());
  }

  /** A spreadsheet must not take what somebody named an image for a formula; figures stay. */
  private static String cell(String value) {
    boolean formula = !value.isEmpty() && FORMULA.indexOf(value.charAt(0)) >= 0 && !isFigure(value);
    String safe = formula ? "'" + value : value;
    return safe.matches("[^\",\r\n]*") ? safe : '"' + safe.replace("\"", "\"\"") + '"';
  }

  private static boolean isFigure(String value) {
    return value.matches("[-+]?[0-9]+([.][0-9]+)?([eE][-+]?[0-9]+)?");
  }
}
