package io.ucad.store;

import java.time.LocalDateTime;
import java.util.zip.ZipEntry;

/**
 * One version as a zip file: its manifest first, then its tasks' files in the manifest's order, all
 * stored without compression and with one fixed date, so that the same version always gives the
 * same bytes. Described in {@code docs/formats/archive-v1.md}.
 */
final class Archive {

  /**
   * Any fixed date. Not the first of 1980: with it, Java adds a second date that depends on the
   * time zone.
   */
  private static final LocalDateTime DATE = LocalDateTime.of(1980, 2, 1, 0, 0);

  private Archive() {}

  static ZipEntry entry(String name, long bytes, long crc) {
    ZipEntry entry = new ZipEntry(name);
    entry.setTimeLocal(DATE);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(bytes);
    entry.setCompressedSize(bytes);
    entry.setCrc(crc);
    return entry;
  }

  /** Bytes of all tasks; a sum that overflows is as large as can be. */
  static long bytes(Manifest manifest) {
    long sum = 0;
    for (TaskEntry entry : manifest.tasks()) {
      sum = entry.bytes() > Long.MAX_VALUE - sum ? Long.MAX_VALUE : sum + entry.bytes();
    }
    return sum;
  }
}
