package io.ucad.serving.pack;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.LocalDateTime;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A ZIP of which every byte follows from the names and contents put into it, in their order:
 * entries are stored, not compressed, and have a fixed time.
 */
final class StoredZip implements Closeable {
  /** The first instant that a ZIP can tell. */
  private static final LocalDateTime TIME = LocalDateTime.of(1980, 1, 1, 0, 0);

  private final ZipOutputStream zip;

  StoredZip(OutputStream out) {
    this.zip = new ZipOutputStream(out);
  }

  /** Content that can be read twice: the checksum stands before it. */
  @FunctionalInterface
  interface Content {
    InputStream open() throws IOException;
  }

  void add(String name, Content content) throws IOException {
    var entry = new ZipEntry(name);
    var crc = new CRC32();
    long length = 0;
    byte[] buffer = new byte[1 << 16];
    try (InputStream in = content.open()) {
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        crc.update(buffer, 0, n);
        length += n;
      }
    }
    entry.setMethod(ZipEntry.STORED);
    entry.setTimeLocal(TIME);
    entry.setCrc(crc.getValue());
    entry.setSize(length);
    entry.setCompressedSize(length);
    zip.putNextEntry(entry);
    try (InputStream in = content.open()) {
      in.transferTo(zip);
    }
    zip.closeEntry();
  }

  @Override
  public void close() throws IOException {
    zip.close();
  }
}
