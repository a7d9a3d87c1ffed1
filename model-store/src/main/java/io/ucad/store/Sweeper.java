package io.ucad.store;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Removes what dead processes left: stagings, pointers that were never moved, half-deleted
 * versions, pins.
 */
final class Sweeper {

  private Sweeper() {}

  /** Names of what was removed, relative to the store. */
  static List<String> sweep(StoreContext store) throws IOException {
    return store
        .lock()
        .locked(
            () -> {
              List<String> swept = new ArrayList<>();
              sweep(store, store.layout().staging(), swept);
              sweep(store, store.layout().pins(), swept);
              return swept;
            });
  }

  private static void sweep(StoreContext store, Path directory, List<String> swept)
      throws IOException {
    List<String> names = store.namesIn(directory);
    Set<String> live = new HashSet<>();
    for (String name : names) {
      if (name.endsWith(StoreLayout.LEASE)) {
        Optional<Lease> dead = Lease.tryHold(store, directory.resolve(name));
        if (dead.isEmpty()) {
          live.add(name);
          live.add(name.substring(0, name.length() - StoreLayout.LEASE.length()));
        } else {
          Trash.delete(store, dead.get().subject());
          dead.get().end();
          swept.add(store.layout().show(directory.resolve(name)));
        }
      }
    }
    for (String name : names) {
      // Everything without a lease is made and removed under the lock that we hold, so nobody is
      // using it.
      if (!live.contains(name) && store.files().kind(directory.resolve(name)).isPresent()) {
        Trash.delete(store, directory.resolve(name));
        swept.add(store.layout().show(directory.resolve(name)));
      }
    }
  }
}
