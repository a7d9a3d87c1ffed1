package io.ucad.store;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Forwards to another file system and announces every operation before it. */
class ForwardingFileSystem implements StoreFileSystem {

  enum Op {
    KIND,
    LIST,
    SIZE,
    READ,
    CREATE,
    WRITE,
    SYNC,
    CLOSE,
    MAKE_DIRECTORY,
    LINK,
    RENAME,
    DELETE,
    SYNC_DIRECTORY,
    LOCK,
    UNLOCK
  }

  final StoreFileSystem files;

  ForwardingFileSystem(StoreFileSystem files) {
    this.files = files;
  }

  /** May throw instead of letting the operation happen. */
  void before(Op op, Path path) throws IOException {}

  void sync(Output out) throws IOException {
    out.sync();
  }

  @Override
  public Path canonical(Path path) throws IOException {
    return files.canonical(path);
  }

  @Override
  public Optional<FileKind> kind(Path path) throws IOException {
    before(Op.KIND, path);
    return files.kind(path);
  }

  @Override
  public List<String> list(Path directory, int atMost) throws IOException {
    before(Op.LIST, directory);
    return files.list(directory, atMost);
  }

  @Override
  public long size(Path file) throws IOException {
    before(Op.SIZE, file);
    return files.size(file);
  }

  @Override
  public InputStream read(Path file) throws IOException {
    before(Op.READ, file);
    return new FilterInputStream(files.read(file)) {
      @Override
      public int read(byte[] buffer, int offset, int length) throws IOException {
        before(Op.READ, file);
        return super.read(buffer, offset, length);
      }
    };
  }

  @Override
  public Output create(Path file) throws IOException {
    before(Op.CREATE, file);
    Output out = files.create(file);
    return new Output() {
      @Override
      public void write(int b) throws IOException {
        before(Op.WRITE, file);
        out.write(b);
      }

      @Override
      public void write(byte[] buffer, int offset, int length) throws IOException {
        before(Op.WRITE, file);
        out.write(buffer, offset, length);
      }

      @Override
      public void sync() throws IOException {
        before(Op.SYNC, file);
        ForwardingFileSystem.this.sync(out);
      }

      @Override
      public void close() throws IOException {
        try (out) {
          before(Op.CLOSE, file);
        }
      }
    };
  }

  @Override
  public void createDirectory(Path directory) throws IOException {
    before(Op.MAKE_DIRECTORY, directory);
    files.createDirectory(directory);
  }

  @Override
  public void link(Path name, Path existing) throws IOException {
    before(Op.LINK, name);
    files.link(name, existing);
  }

  @Override
  public void rename(Path from, Path to) throws IOException {
    before(Op.RENAME, to);
    files.rename(from, to);
  }

  @Override
  public void delete(Path path) throws IOException {
    before(Op.DELETE, path);
    files.delete(path);
  }

  @Override
  public void syncDirectory(Path directory) throws IOException {
    before(Op.SYNC_DIRECTORY, directory);
    files.syncDirectory(directory);
  }

  @Override
  public Optional<Lock> tryLock(Path file) throws IOException {
    before(Op.LOCK, file);
    return files
        .tryLock(file)
        .map(
            lock ->
                () -> {
                  try (lock) {
                    before(Op.UNLOCK, file);
                  }
                });
  }
}
