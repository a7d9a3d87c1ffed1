package io.ucad.store;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.util.Set;

/** The file that makes a directory a store, and its creation. */
final class StoreFile {

  static final String FORMAT = "ucad-store";
  static final int FORMAT_VERSION = 1;
  private static final int MAX_BYTES = 4_096;

  /** What a creation that was interrupted may have left. */
  private static final Set<String> OURS =
      Set.of("versions", "aliases", "staging", "pins", "holds", "work", StoreLayout.LOCK_FILE);

  private StoreFile() {}

  /** Throws unless the directory is a store that this release understands. Writes nothing. */
  static void check(StoreContext store) throws IOException {
    if (!exists(store)) {
      throw new StoreException.NotAStore(
          store.layout().root().toString(),
          "it has no " + StoreLayout.STORE_FILE + ". Name the right directory or create a store");
    }
    SealedJson.open(
        store.readBounded(store.layout().storeFile(), MAX_BYTES),
        StoreLayout.STORE_FILE,
        FORMAT,
        FORMAT_VERSION);
  }

  static boolean exists(StoreContext store) throws IOException {
    return store.files().kind(store.layout().storeFile()).isPresent();
  }

  /** Makes a store of an empty or absent directory; processes may do so at the same time. */
  static void create(StoreContext store) throws IOException {
    Path root = store.layout().root();
    createDirectories(store, root);
    requireNothingForeign(store);
    store
        .lock()
        .locked(
            () -> {
              if (!exists(store)) {
                store.ensureDurableDirectory(store.layout().versions());
                store.ensureDurableDirectory(store.layout().aliases());
                byte[] bytes = SealedJson.seal(FORMAT, FORMAT_VERSION, new JsonObject());
                try (var pointer =
                    StagedPointer.prepare(store, store.layout().storeFile(), bytes)) {
                  pointer.moveTo(store.layout().storeFile());
                }
              }
              return store;
            });
  }

  private static void requireNothingForeign(StoreContext store) throws IOException {
    Path root = store.layout().root();
    for (String name : store.namesIn(root)) {
      if (name.equals(StoreLayout.STORE_FILE)) {
        return;
      }
      if (!OURS.contains(name)) {
        throw new StoreException.NotAStore(
            root.toString(), "it holds other files, for example " + Names.printable(name));
      }
    }
    if (!store.namesIn(store.layout().versions()).isEmpty() && !exists(store)) {
      throw new StoreException.NotAStore(
          root.toString(), "it holds versions but no " + StoreLayout.STORE_FILE);
    }
  }

  private static void createDirectories(StoreContext store, Path directory) throws IOException {
    if (store.files().kind(directory).isPresent()) {
      return;
    }
    Path parent = directory.getParent();
    if (parent != null) {
      createDirectories(store, parent);
    }
    try {
      store.files().createDirectory(directory);
    } catch (FileAlreadyExistsException e) {
      return; // another process was faster
    }
    if (parent != null) {
      store.files().syncDirectory(parent);
    }
  }
}
