package io.ucad.store;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/** Writes the bytes of one task's file. It may throw anything: then nothing is published. */
@FunctionalInterface
public interface TaskContent {

  /** Writes all bytes; the stream is buffered and closed by the store. */
  void writeTo(OutputStream out) throws IOException;

  /**
   * Copies a regular file whose name ends in {@code .safetensors}; links and other files are {@link
   * StoreException.Refused}.
   */
  static TaskContent of(Path file) {
    if (!file.toString().endsWith(TaskName.SUFFIX)) {
      throw new StoreException.Refused(
          Names.printable(file.toString())
              + " is no memory: expected a name that ends in "
              + TaskName.SUFFIX);
    }
    return out -> {
      if (!Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS)) {
        throw new StoreException.Refused(Names.printable(file.toString()) + " is no regular file");
      }
      try (var in = Files.newInputStream(file, LinkOption.NOFOLLOW_LINKS)) {
        in.transferTo(out);
      }
    };
  }
}
