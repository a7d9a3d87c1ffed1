package io.ucad.store;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Optional;

/**
 * A locked file that says "somebody is using this". It ends with its process, so whoever finds it
 * unlocked may clean up.
 *
 * <p>Leases are taken, judged and given back under the {@link StoreLock}; otherwise one process
 * could lock a file that another has just deleted.
 */
final class Lease {

  private final StoreContext store;
  private final Path file;
  private final StoreFileSystem.Lock lock;

  private Lease(StoreContext store, Path file, StoreFileSystem.Lock lock) {
    this.store = store;
    this.file = file;
    this.lock = lock;
  }

  /** Empty when somebody holds it. */
  static Optional<Lease> tryHold(StoreContext store, Path file) throws IOException {
    return store
        .lock()
        .locked(() -> store.files().tryLock(file).map(lock -> new Lease(store, file, lock)));
  }

  /**
   * Takes the first free name of the form {@code <prefix>1.lease}, {@code <prefix>2.lease}, ... in
   * a directory.
   */
  static Lease holdNew(StoreContext store, Path directory, String prefix) throws IOException {
    return store
        .lock()
        .locked(
            () -> {
              var taken = new HashSet<>(store.namesIn(directory));
              for (int i = 1; ; i++) {
                String name = prefix + i;
                if (taken.contains(name) || taken.contains(name + StoreLayout.LEASE)) {
                  continue;
                }
                var lease = tryHold(store, directory.resolve(name + StoreLayout.LEASE));
                if (lease.isPresent()) {
                  return lease.get();
                }
              }
            });
  }

  /** What is leased: the lease's path without its suffix. */
  Path subject() {
    String name = file.getFileName().toString();
    return file.resolveSibling(name.substring(0, name.length() - StoreLayout.LEASE.length()));
  }

  /** Deletes the file and ends the lease; the lease ends even when the file cannot be deleted. */
  void end() throws IOException {
    try {
      store
          .lock()
          .locked(
              () -> {
                try {
                  store.files().delete(file);
                } finally {
                  lock.close();
                }
                return this;
              });
    } finally {
      lock.close();
    }
  }
}
