package io.ucad.admin.ui;

import com.vaadin.flow.component.html.Anchor;
import com.vaadin.flow.server.streams.DownloadHandler;
import com.vaadin.flow.server.streams.DownloadResponse;
import io.ucad.admin.files.CsvLine;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Tables to take away. */
final class Csv {
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
        .map(CsvLine::of)
        .collect(Collectors.joining());
  }
}
