package io.ucad.store;

/**
 * How an archive is imported.
 *
 * @param maxBytes the most bytes that the tasks of the archive may have together, unpacked
 * @param makeLatest whether {@code latest} moves to the imported version in any case; otherwise it
 *     moves only when the version was built on what {@code latest} names, or the store was empty
 */
public record ImportOptions(long maxBytes, boolean makeLatest) {

  /** The most bytes by default: 8 GiB. */
  public static final long DEFAULT_MAX_BYTES = 8L << 30;

  public ImportOptions {
    if (maxBytes < 0) {
      throw new IllegalArgumentException("negative limit " + maxBytes);
    }
  }

  /** At most {@link #DEFAULT_MAX_BYTES}; {@code latest} moves only where nothing is left behind. */
  public static ImportOptions defaults() {
    return new ImportOptions(DEFAULT_MAX_BYTES, false);
  }
}
