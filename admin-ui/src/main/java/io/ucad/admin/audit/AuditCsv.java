package io.ucad.admin.audit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.List;

/** Writes changes as CSV (RFC 4180), for a spreadsheet too: no cell is ever taken for a formula. */
public final class AuditCsv {
  private static final List<String> HEAD =
      List.of("at", "actor", "action", "subject", "before", "after");

  private final Writer out;

  /** Writes the line of headings. */
  public AuditCsv(Writer out) {
    this.out = out;
    line(HEAD);
  }

  /** Writes one change. */
  public void write(AuditRecord entry) {
    line(
        List.of(
            entry.at().toString(),
            entry.actor(),
            entry.action(),
            entry.subject(),
            entry.before(),
            entry.after()));
  }

  private void line(List<String> cells) {
    try {
      for (int i = 0; i < cells.size(); i++) {
        out.write(i == 0 ? "" : ",");
        out.write(cell(cells.get(i)));
      }
      out.write("\r\n");
    } catch (IOException e) {
      throw new UncheckedIOException("whoever reads the export is gone", e);
    }
  }

  /** A spreadsheet takes what begins with one of these for a formula. */
  private static String cell(String text) {
    boolean formula = !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0;
    return '"' + (formula ? "'" : "") + text.replace("\"", "\"\"") + '"';
  }
}
