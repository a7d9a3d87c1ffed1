package io.ucad.store;

import java.io.BufferedOutputStream;
import java.io.IOException;
import java.nio.file.Path;

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
      var counted = new Sha256.Counted(out);
      // The content gets a stream that it may close: ours must stay open for the sync.
      var shielded = Unclosed.of(new BufferedOutputStream(counted, BUFFER));
      content.writeTo(shielded);
      shielded.flush();
      out.sync();
      return counted.digest();
    }
  }
}
