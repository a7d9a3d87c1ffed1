package io.ucad.store;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;
import java.util.zip.ZipOutputStream;

/** Writes a version as an archive; every file is verified before its first byte is written. */
final class ArchiveWriter {

  private static final int BUFFER = 1 << 16;

  private final StoreContext store;
  private final TransferListener listener;

  ArchiveWriter(StoreContext store, TransferListener listener) {
    this.store = store;
    this.listener = listener;
  }

  /** What was written before an exception is no archive. The stream is left open. */
  void write(Version version, OutputStream out) throws IOException {
    ZipOutputStream zip = new ZipOutputStream(Unclosed.of(out));
    writeManifest(version, zip);
    long total = Archive.bytes(version.manifest());
    long done = 0;
    for (TaskEntry entry : version.manifest().tasks()) {
      listener.progress(entry.file(), done, total);
      copy(version, entry, zip, done, total);
      done += entry.bytes();
    }
    zip.close(); // not when something failed: that would round off half an archive
    listener.progress(Manifest.FILE, total, total);
  }

  private void writeManifest(Version version, ZipOutputStream zip) throws IOException {
    Path file = version.directory().resolve(Manifest.FILE);
    byte[] bytes = store.readBounded(file, Manifest.MAX_BYTES);
    if (!ManifestJson.read(bytes, store.layout().show(file)).equals(version.manifest())) {
      throw new StoreException.Corrupt(
          store.layout().show(file), "the manifest that was loaded", "another one");
    }
    CRC32 crc = new CRC32();
    crc.update(bytes);
    zip.putNextEntry(Archive.entry(Manifest.FILE, bytes.length, crc.getValue()));
    zip.write(bytes);
    zip.closeEntry();
  }

  private void copy(Version version, TaskEntry entry, ZipOutputStream zip, long before, long total)
      throws IOException {
    Path file = version.directory().resolve(entry.file());
    zip.putNextEntry(Archive.entry(entry.file(), entry.bytes(), verified(file, entry)));
    byte[] buffer = new byte[BUFFER];
    long done = before;
    try (var in = store.files().read(file)) {
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        zip.write(buffer, 0, read);
        done += read;
        listener.progress(entry.file(), done, total);
      }
    }
    zip.closeEntry(); // fails if the file is no longer what was verified
  }

  /** The CRC-32 of a file whose SHA-256 is right. */
  private long verified(Path file, TaskEntry entry) throws IOException {
    CRC32 crc = new CRC32();
    try (var in = new CheckedInputStream(store.files().read(file), crc)) {
      FileDigest found = Sha256.of(in, entry.bytes());
      if (!found.equals(entry.digest())) {
        throw new StoreException.Corrupt(
            store.layout().show(file), entry.digest().toString(), found.toString());
      }
    }
    return crc.getValue();
  }
}
