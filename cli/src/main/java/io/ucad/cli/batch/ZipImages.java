package io.ucad.cli.batch;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/** Image files of a ZIP archive, which is read in place: nothing is unpacked to the disk. */
final class ZipImages implements ImageSource {
  /** More entries than any real batch has; the directory of an archive is read into memory. */
  static final int MAX_ENTRIES = 1_000_000;

  private final ZipFile zip;
  private final List<ZipEntry> entries;

  private ZipImages(ZipFile zip) {
    this.zip = zip;
    this.entries = new ArrayList<>();
    Set<String> names = new HashSet<>();
    zip.stream()
        .filter(entry -> !entry.isDirectory() && ImageSource.named(entry.getName()))
        .forEach(
            entry -> {
              if (!names.add(entry.getName())) {
                throw new BatchException(
                    "expected different names in the archive, found '%s' twice"
                        .formatted(entry.getName()));
              }
              entries.add(entry);
            });
    entries.sort(Comparator.comparing(ZipEntry::getName));
  }

  static ZipImages open(Path file) throws IOException {
    ZipFile zip;
    try {
      zip = new ZipFile(file.toFile());
    } catch (ZipException e) {
      throw new BatchException(
          "expected a folder, a ZIP file or a pattern such as 'day/*.png', found a file that is no ZIP archive: '%s' (%s)"
              .formatted(file, e.getMessage()));
    }
    try {
      if (zip.size() > MAX_ENTRIES) {
        throw new BatchException(
            "expected at most %,d entries in '%s', found %,d"
                .formatted(MAX_ENTRIES, file, zip.size()));
      }
      return new ZipImages(zip);
    } catch (RuntimeException e) {
      zip.close();
      throw e;
    }
  }

  @Override
  public List<String> names() {
    return entries.stream().map(ZipEntry::getName).toList();
  }

  @Override
  public byte[] read(int index, long maxBytes) throws IOException {
    try (InputStream in = zip.getInputStream(entries.get(index))) {
      return Bounded.read(in, maxBytes);
    }
  }

  @Override
  public void close() {
    try {
      zip.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
