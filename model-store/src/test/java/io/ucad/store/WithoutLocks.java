package io.ucad.store;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** A mutant: some locks are granted to everybody. */
final class WithoutLocks extends ForwardingFileSystem {

  private final String suffix;

  /** Grants the locks on files whose name ends so. */
  WithoutLocks(StoreFileSystem files, String suffix) {
    super(files);
    this.suffix = suffix;
  }

  @Override
  public Optional<Lock> tryLock(Path file) throws IOException {
    return file.toString().endsWith(suffix) ? Optional.of(() -> {}) : files.tryLock(file);
  }
}
