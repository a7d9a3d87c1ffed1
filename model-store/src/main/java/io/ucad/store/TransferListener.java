package io.ucad.store;

/** Is told how far an export or an import is. */
@FunctionalInterface
public interface TransferListener {

  /** So many of all bytes of the tasks are done; {@code file} is being worked on. */
  void progress(String file, long done, long total);

  /** Listens to nothing. */
  static TransferListener none() {
    return (file, done, total) -> {};
  }
}
