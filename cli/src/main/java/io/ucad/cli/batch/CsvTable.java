package io.ucad.cli.batch;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;

/** Answers as a table of comma-separated values. */
final class CsvTable {
  private static final String LINE_END = "\r\n";

  /** Spreadsheets take a text that begins so for a formula. */
  private static final String FORMULA = "=+-@\t\r";

  private CsvTable() {}

  static void write(Journal journal, Path file) {
    try (BufferedWriter out = Files.newBufferedWriter(file)) {
      out.write(Column.ALL.stream().map(Column::name).collect(Collectors.joining(",")) + LINE_END);
      journal.forEach(
          answer -> {
            try {
              out.write(line(answer));
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
          });
    } catch (IOException e) {
      throw new UncheckedIOException("expected to write " + file + ", found " + e, e);
    }
  }

  private static String line(JsonObject answer) {
    return Column.ALL.stream()
            .map(column -> column.value().apply(answer).map(v -> cell(column, v)).orElse(""))
            .collect(Collectors.joining(","))
        + LINE_END;
  }

  private static String cell(Column column, JsonElement value) {
    String text = value.getAsString();
    if (column.type() != Column.Type.TEXT || text.isEmpty()) {
      return text;
    }
    String inert = FORMULA.indexOf(text.charAt(0)) < 0 ? text : "'" + text;
    boolean plain = inert.chars().noneMatch(c -> c == '"' || c == ',' || c == '\n' || c == '\r');
    return plain ? inert : '"' + inert.replace("\"", "\"\"") + '"';
  }
}
