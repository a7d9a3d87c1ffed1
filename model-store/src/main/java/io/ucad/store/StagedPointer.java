package io.ucad.store;

import java.io.IOException;
import java.nio.file.Path;

/**
 * A small file that replaces another in one step. It is written and synced first, so that what can
 * fail for want of space fails before anything is visible. Prepared, moved and closed under one
 * hold of the {@link StoreLock}.
 */
final class StagedPointer implements AutoCloseable {

  private final StoreContext store;
  private final Path staged;
  private boolean moved;

  private StagedPointer(StoreContext store, Path staged) {
    this.store = store;
    this.staged = staged;
  }

  static StagedPointer prepare(StoreContext store, Path target, byte[] bytes) throws IOException {
    store.ensureDirectory(store.layout().staging());
    Path staged = store.layout().staging().resolve(target.getFileName() + ".pointer");
    Trash.delete(store, staged); // left by a process that died
    var pointer = new StagedPointer(store, staged);
    try {
      StagedFile.write(store.files(), staged, out -> out.write(bytes));
      return pointer;
    } catch (IOException | RuntimeException e) {
      pointer.close();
      throw e;
    }
  }

  void moveTo(Path target) throws IOException {
    store.files().rename(staged, target);
    moved = true;
    store.files().syncDirectory(StoreLayout.directoryOf(target));
  }

  @Override
  public void close() {
    if (!moved) {
      Cleanup.quietly(() -> Trash.delete(store, staged));
    }
  }
}
