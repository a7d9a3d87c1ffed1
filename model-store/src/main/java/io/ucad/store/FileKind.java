package io.ucad.store;

/**
 * What a name in a directory stands for. Symbolic links are never followed, so they are {@link
 * #OTHER}.
 */
public enum FileKind {
  FILE,
  DIRECTORY,
  /** A symbolic link, a pipe, a socket or a device. The store never opens these. */
  OTHER
}
