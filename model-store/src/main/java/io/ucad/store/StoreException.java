package io.ucad.store;

import java.io.IOException;

/**
 * Why the store could not do what it was asked. Every message says what was expected, what was
 * found and what to do next.
 *
 * <p>Whatever is thrown, versions that were published before stay as they were.
 */
public abstract sealed class StoreException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String code;

  private StoreException(String code, String message) {
    super(message);
    this.code = code;
  }

  /** A stable code for machines, for example {@code STORE_CORRUPT}. */
  public final String code() {
    return code;
  }

  /** A file is not what was published: changed, cut, extended, missing, or one too many. */
  public static final class Corrupt extends StoreException {
    private static final long serialVersionUID = 1L;
    private final String file;
    private final String expected;
    private final String found;

    /** {@code file} is relative to the store. */
    public Corrupt(String file, String expected, String found) {
      super(
          "STORE_CORRUPT",
          file
              + " is corrupt: expected "
              + expected
              + ", found "
              + found
              + ". Roll back to another version or restore the file from a backup");
      this.file = file;
      this.expected = expected;
      this.found = found;
    }

    /** The file, relative to the store. */
    public String file() {
      return file;
    }

    /** What was published. */
    public String expected() {
      return expected;
    }

    /** What is there now. */
    public String found() {
      return found;
    }
  }

  /** A file was written, intact, by a newer release. */
  public static final class TooNew extends StoreException {
    private static final long serialVersionUID = 1L;

    /** {@code found} and {@code supported} are format versions. */
    public TooNew(String file, int found, int supported) {
      super(
          "STORE_TOO_NEW",
          file
              + " is too new: it has format version "
              + found
              + ", this release reads up to "
              + supported
              + ". Use the release that wrote it, or a newer one");
    }
  }

  /** A file was written, intact, in a format that is no longer read. */
  public static final class TooOld extends StoreException {
    private static final long serialVersionUID = 1L;

    /** {@code found} and {@code oldest} are format versions. */
    public TooOld(String file, int found, int oldest) {
      super(
          "STORE_TOO_OLD",
          file
              + " is too old: it has format version "
              + found
              + ", this release reads "
              + oldest
              + " and later. Use an older release to convert it");
    }
  }

  /** The directory holds no store. */
  public static final class NotAStore extends StoreException {
    private static final long serialVersionUID = 1L;

    public NotAStore(String root, String why) {
      super("STORE_NOT_A_STORE", root + " is not a model store: " + why);
    }
  }

  /** No such version, alias or task. */
  public static final class NotFound extends StoreException {
    private static final long serialVersionUID = 1L;

    public NotFound(String message) {
      super("STORE_NOT_FOUND", message);
    }
  }

  /**
   * Somebody else published in between, and both changes cannot stand together. Look at the latest
   * version and decide.
   */
  public static final class Conflict extends StoreException {
    private static final long serialVersionUID = 1L;

    public Conflict(String message) {
      super("STORE_CONFLICT", message);
    }
  }

  /** Another process holds what is needed. The same call may succeed later. */
  public static final class Busy extends StoreException {
    private static final long serialVersionUID = 1L;

    public Busy(String message) {
      super("STORE_BUSY", message);
    }
  }

  /** The request itself breaks a rule of the store. The same call can never succeed. */
  public static final class Refused extends StoreException {
    private static final long serialVersionUID = 1L;

    public Refused(String message) {
      super("STORE_REFUSED", message);
    }
  }

  /** An archive is not what {@code ucad export} writes. Nothing of it was imported. */
  public static final class InvalidArchive extends StoreException {
    private static final long serialVersionUID = 1L;

    public InvalidArchive(String expected, String found) {
      super(
          "STORE_ARCHIVE_INVALID",
          "the archive cannot be imported: expected "
              + expected
              + ", found "
              + found
              + ". Nothing was imported; export the version again");
    }
  }

  /** The disk or its file system failed: full, read-only, unplugged, not permitted. */
  public static final class Io extends StoreException {
    private static final long serialVersionUID = 1L;

    public Io(String doing, IOException cause) {
      super(
          "STORE_IO",
          doing
              + " failed: "
              + cause
              + ". Published versions are untouched; free space or mend the disk and try again");
      initCause(cause);
    }
  }
}
