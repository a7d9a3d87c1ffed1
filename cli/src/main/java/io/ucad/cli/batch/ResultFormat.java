package io.ucad.cli.batch;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Locale;

/** How results are written; the end of the file's name tells. */
public enum ResultFormat {
  /** A line of column names, then a line an image (RFC 4180). */
  CSV,
  /** The answer of the inference contract, a line an image. */
  JSONL,
  /** The columns of CSV, typed, uncompressed. */
  PARQUET;

  /**
   * @throws BatchException if the name ends otherwise
   */
  public static ResultFormat of(Path file) {
    String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
    for (ResultFormat format : values()) {
      if (name.endsWith(format.ending())) {
        return format;
      }
    }
    throw new BatchException(
        "expected a file name that ends in one of %s, found '%s'"
            .formatted(Arrays.stream(values()).map(ResultFormat::ending).toList(), file));
  }

  private String ending() {
    return "." + name().toLowerCase(Locale.ROOT);
  }

  /** Writes all answers of a journal to a file that does not exist yet. */
  void write(Journal journal, Path file) {
    switch (this) {
      case CSV -> CsvTable.write(journal, file);
      case JSONL -> JsonLines.write(journal, file);
      case PARQUET -> ParquetTable.write(journal, file);
    }
  }
}
