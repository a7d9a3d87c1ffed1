package io.ucad.store;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/**
 * A mutant: a directory gets its place file by file, as if versions were written where readers
 * look.
 */
final class WithoutStaging extends ForwardingFileSystem {

  WithoutStaging(StoreFileSystem files) {
    super(files);
  }

  @Override
  public void rename(Path from, Path to) throws IOException {
    if (!files.kind(from).equals(Optional.of(FileKind.DIRECTORY))) {
      files.rename(from, to);
      return;
    }
    files.createDirectory(to);
    for (String name : files.list(from, Integer.MAX_VALUE).stream().sorted().toList()) {
      try (var in = files.read(from.resolve(name));
          Output out = files.create(to.resolve(name))) {
        in.transferTo(out);
        out.sync();
      }
      files.delete(from.resolve(name));
    }
    files.delete(from);
  }
}
