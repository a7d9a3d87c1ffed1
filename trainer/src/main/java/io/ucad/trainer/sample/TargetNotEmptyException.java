package io.ucad.trainer.sample;

import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;

/** The folder to generate into holds something already; nothing was changed. */
public final class TargetNotEmptyException extends FileAlreadyExistsException {
  private static final long serialVersionUID = 1L;

  TargetNotEmptyException(Path target) {
    super(
        target.toString(),
        null,
        "expected a new or an empty folder, found one with files in it; "
            + "nothing was changed: name another folder or empty this one first");
  }
}
