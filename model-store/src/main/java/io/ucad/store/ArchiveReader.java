package io.ucad.store;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads a hostile archive from front to back. Names in it only ever confirm what is expected next:
 * none becomes a path, and the first one that is not expected ends the reading. No more is unpacked
 * of an entry than the manifest says that it has, and nothing of what follows the last.
 */
final class ArchiveReader implements AutoCloseable {

  private static final int BUFFER = 1 << 16;

  private final ZipInputStream zip;

  ArchiveReader(InputStream in) {
    this.zip = new ZipInputStream(Unclosed.of(in));
  }

  /** The manifest, intact; it says what must follow. */
  Manifest manifest() throws IOException {
    expect(Manifest.FILE);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    copy(Manifest.FILE, Manifest.MAX_BYTES, bytes, copied -> {});
    try {
      return ManifestJson.read(bytes.toByteArray(), Manifest.FILE);
    } catch (StoreException.Corrupt e) {
      throw new StoreException.InvalidArchive(Manifest.FILE + " with " + e.expected(), e.found());
    }
  }

  /** Copies the next file, which must be this task's, up to the length that it should have. */
  void task(TaskEntry entry, OutputStream out, Copied listener) throws IOException {
    expect(entry.file());
    copy(entry.file(), entry.bytes(), out, listener);
  }

  /** Nothing may follow. */
  void end() throws IOException {
    ZipEntry more = next();
    if (more != null) {
      throw new StoreException.InvalidArchive(
          "nothing after the last task", '"' + Names.printable(more.getName()) + '"');
    }
  }

  /** Gives back memory; what was read from stays open. */
  @Override
  public void close() throws IOException {
    zip.close();
  }

  interface Copied {
    void bytes(long copied);
  }

  private void expect(String name) throws IOException {
    ZipEntry entry = next();
    if (entry == null || !entry.getName().equals(name)) {
      throw new StoreException.InvalidArchive(
          "the file " + name,
          entry == null ? "no file" : '"' + Names.printable(entry.getName()) + '"');
    }
  }

  private @Nullable ZipEntry next() throws IOException {
    try {
      return zip.getNextEntry();
    } catch (ZipException | EOFException | IllegalArgumentException e) {
      throw malformed("the header of a file", e);
    }
  }

  private void copy(String name, long limit, OutputStream out, Copied listener) throws IOException {
    byte[] buffer = new byte[BUFFER];
    long copied = 0;
    for (int read = read(name, buffer); read >= 0; read = read(name, buffer)) {
      copied += read;
      if (copied > limit) {
        throw new StoreException.InvalidArchive(name + " of at most " + limit + " bytes", "more");
      }
      out.write(buffer, 0, read);
      listener.bytes(copied);
    }
  }

  private int read(String name, byte[] buffer) throws IOException {
    try {
      return zip.read(buffer, 0, buffer.length);
    } catch (ZipException | EOFException e) {
      throw malformed("the whole file " + name, e);
    }
  }

  private static StoreException malformed(String expected, Exception e) {
    return new StoreException.InvalidArchive(
        expected, Names.printable(String.valueOf(e.getMessage())));
  }
}
