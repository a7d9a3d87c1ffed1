package io.ucad.trainer.data;

import io.ucad.store.StoreException;
import java.io.IOException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** A folder that is not the data set it should be. The message is meant for its owner. */
public final class DatasetException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What a task's folder looks like, for messages. */
  static final String LAYOUT =
      "<root>/<task>/train/good/*, <root>/<task>/test/<good|kind>/*,"
          + " <root>/<task>/ground_truth/<kind>/<stem>_mask.png, images as .png, .jpg or .jpeg";

  private DatasetException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  static DatasetException of(String expected, String found, String next) {
    return new DatasetException("Expected " + expected + "; found " + found + ". " + next, null);
  }

  static DatasetException badName(StoreException.Refused cause) {
    return new DatasetException(
        cause.getMessage()
            + ". Rename the task and its folder to lower-case letters, digits, '_' and '-'.",
        cause);
  }

  static DatasetException unreadable(Path path, IOException cause) {
    return new DatasetException(
        "Expected to read " + path + "; found " + cause + ". Check that it exists and is readable.",
        cause);
  }
}
