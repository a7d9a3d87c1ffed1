package io.ucad.admin.files;

import java.util.List;
import java.util.stream.Collectors;

/** Lines of tables that other programs read (RFC 4180), spreadsheets too. */
public final class CsvLine {
  private static final String FORMULA = "=+-@\t\r";

  private CsvLine() {}

  /** The line with its end; cells are quoted where they have to be. */
  public static String of(List<String> cells) {
    return cells.stream().map(CsvLine::cell).collect(Collectors.joining(",")) + "\r\n";
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
