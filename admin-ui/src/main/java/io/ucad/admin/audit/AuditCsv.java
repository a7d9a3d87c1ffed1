package io.ucad.admin.audit;

import io.ucad.admin.files.CsvLine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.List;

/** Writes changes as CSV. */
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
      out.write(CsvLine.of(cells));
    } catch (IOException e) {
      throw new UncheckedIOException("whoever reads the export is gone", e);
    }
  }
}
