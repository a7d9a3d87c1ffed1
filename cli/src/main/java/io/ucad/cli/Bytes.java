package io.ucad.cli;

import java.util.Locale;

/** Amounts of data for people. */
final class Bytes {
  private Bytes() {}

  static String text(long bytes) {
    if (bytes < 1000) {
      return bytes + " B";
    }
    return bytes < 1_000_000
        ? String.format(Locale.ROOT, "%.1f kB", bytes / 1e3)
        : String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
  }
}
