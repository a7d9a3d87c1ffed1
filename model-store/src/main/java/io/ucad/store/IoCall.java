package io.ucad.store;

import java.io.IOException;

/** Work on files. */
@FunctionalInterface
interface IoCall<T> {

  T run() throws IOException;

  /**
   * The boundary where an unspecific I/O error becomes one of the store; {@code doing} starts its
   * message.
   */
  static <T> T attempt(String doing, IoCall<T> call) {
    try {
      return call.run();
    } catch (IOException e) {
      throw new StoreException.Io(doing, e);
    }
  }
}
