package io.ucad.store;

import java.io.BufferedOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.security.MessageDigest;

/**
 * Writes one file, counts and digests what is written, and returns only when it would survive a
 * power loss.
 */
final class StagedFile {

  private static final int BUFFER = 1 << 16;

  private StagedFile() {}

  static FileDigest write(StoreFileSystem files, Path file, TaskContent content)
      throws IOException {
    try (StoreFileSystem.Output out = files.create(file)) {
      var counted = new Counted(out);
      // The content gets a stream that it may close: ours must stay open for the sync.
      var shielded = new Shielded(new BufferedOutputStream(counted, BUFFER));
      content.writeTo(shielded);
      shielded.flush();
      out.sync();
      return new FileDigest(counted.bytes, Sha256.hex(counted.digest));
    }
  }

  private static final class Counted extends OutputStream {
    private final OutputStream out;
    private final MessageDigest digest = Sha256.digest();
    private long bytes;

    Counted(OutputStream out) {
      this.out = out;
    }

    @Override
    public void write(int b) throws IOException {
      write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] buffer, int offset, int length) throws IOException {
      out.write(buffer, offset, length);
      digest.update(buffer, offset, length);
      bytes += length;
    }
  }

  private static final class Shielded extends FilterOutputStream {
    Shielded(OutputStream out) {
      super(out);
    }

    @Override
    public void write(byte[] buffer, int offset, int length) throws IOException {
      out.write(buffer, offset, length);
    }

    @Override
    public void close() throws IOException {
      flush();
    }
  }
}
