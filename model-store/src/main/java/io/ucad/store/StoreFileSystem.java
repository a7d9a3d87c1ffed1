package io.ucad.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Every file operation of the store. Tests put faults, power losses and mutants here; the product
 * uses {@link #local()}.
 *
 * <p>No operation follows a symbolic link in the last part of a path.
 */
public interface StoreFileSystem {

  /** The operating system's files. */
  static StoreFileSystem local() {
    return LocalFileSystem.INSTANCE;
  }

  /** One name for one directory, whatever links lead to it: it becomes the key of locks. */
  Path canonical(Path path) throws IOException;

  /** Empty when nothing has this name. */
  Optional<FileKind> kind(Path path) throws IOException;

  /** The names in a directory in no order, and no more than {@code atMost} of them. */
  List<String> list(Path directory, int atMost) throws IOException;

  /** The length of a file in bytes. */
  long size(Path file) throws IOException;

  /** Opens a file for reading. */
  InputStream read(Path file) throws IOException;

  /** Creates a file that must not exist yet. */
  Output create(Path file) throws IOException;

  /** Creates one directory that must not exist yet; its parent must. */
  void createDirectory(Path directory) throws IOException;

  /**
   * Gives an existing file a second name. Fails where hard links are not supported or are used up.
   */
  void link(Path name, Path existing) throws IOException;

  /**
   * Renames a file (replacing what is there) or a directory (to a name that is free), atomically.
   */
  void rename(Path from, Path to) throws IOException;

  /** Deletes a file or an empty directory. */
  void delete(Path path) throws IOException;

  /** Makes the names in a directory survive a power loss. */
  void syncDirectory(Path directory) throws IOException;

  /**
   * Takes an exclusive lock on a file, creating it when absent. The lock excludes every thread and
   * every process, and ends with its process. Empty when somebody holds it.
   */
  Optional<Lock> tryLock(Path file) throws IOException;

  /** A file being written. */
  abstract class Output extends OutputStream {
    /** Makes the bytes written so far survive a power loss. */
    public abstract void sync() throws IOException;
  }

  /** A lock that is held until it is closed or its process ends. */
  interface Lock extends AutoCloseable {
    @Override
    void close() throws IOException;
  }
}
