package io.ucad.store;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Deletes what no reader can see any more. Links are deleted, never followed. */
final class Trash {

  private Trash() {}

  /** Deletes a file or a whole directory; nothing happens when it is absent. */
  static void delete(StoreContext store, Path path) throws IOException {
    Optional<FileKind> kind = store.files().kind(path);
    if (kind.isEmpty()) {
      return;
    }
    if (kind.get() == FileKind.DIRECTORY) {
      for (String name : store.namesIn(path)) {
        delete(store, path.resolve(name));
      }
    }
    store.files().delete(path);
  }
}
