package io.ucad.serving.pack;

/** Hears how far the writing of a package is. */
@FunctionalInterface
public interface PackageProgress {
  /** Tells nobody. */
  PackageProgress SILENT = (done, total) -> {};

  /** So many bytes of all are written. */
  void written(long done, long total);
}
