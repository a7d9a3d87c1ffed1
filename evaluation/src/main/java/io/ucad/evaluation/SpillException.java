package io.ucad.evaluation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/** The temporary file of a pixel ranking could not be written or read back. */
public final class SpillException extends UncheckedIOException {
  private static final long serialVersionUID = 1L;

  SpillException(Path directory, long pixels, IOException cause) {
    super(
        "Cannot keep "
            + pixels
            + " ranked pixels (8 bytes each) in a temporary file of "
            + directory
            + " ("
            + cause
            + "); free space there, choose another spill directory or a larger buffer",
        cause);
  }
}
