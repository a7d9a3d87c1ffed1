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

  private StoreException(String message) {
    super(message);
  }

  private StoreException(String message, Throwable cause) {
    super(message, cause);
  }

  /** A stable code for machines, for example {@code STORE_CORRUPT}. */
  public abstract String code();

  /** A file is not what was published: changed, cut, extended, missing, or one too many. */
  public static final class Corrupt extends StoreException {
    private static final long serialVersionUID = 1L;
    private final String file;
    private final String expected;
    private final String found;

    /** {@code file} is relative to the store. */
    public Corrupt(String file, String expected, String found) {
      super(
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

    @Override
    public String code() {
      return "STORE_CORRUPT";
    }
  }

  /** A file was written, intact, by a newer release. */
  public static final class TooNew extends StoreException {
    private static final long serialVersionUID = 1L;

    /** {@code found} and {@code supported} are format versions. */
    public TooNew(String file, int found, int supported) {
      super(
          file
              + " is too new: it has format version "
              + found
              + ", this release reads up to "
              + supported
              + ". Use the release that wrote it, or a newer one");
    }

    @Override
    public String code() {
      return "STORE_TOO_NEW";
    }
  }

  /** A file was written, intact, in a format that is no longer read. */
  public static final class TooOld extends StoreException {
    private static final long serialVersionUID = 1L;

    /** {@code found} and {@code oldest} are format versions. */
    public TooOld(String file, int found, int oldest) {
      super(
          file
              + " is too old: it has format version "
              + found
              + ", this release reads "
              + oldest
              + " and later. Use an older release to convert it");
    }

    @Override
    public String code() {
      return "STORE_TOO_OLD";
    }
  }

  /** The directory holds no store. */
  public static final class NotAStore extends StoreException {
    private static final long serialVersionUID = 1L;

    public NotAStore(String root, String why) {
      super(root + " is not a model store: " + why);
    }

    @Override
    public String code() {
      return "STORE_NOT_A_STORE";
    }
  }

  /** No such version, alias or task. */
  public static final class NotFound extends StoreException {
    private static final long serialVersionUID = 1L;

    public NotFound(String message) {
      super(message);
    }

    @Override
    public String code() {
      return "STORE_NOT_FOUND";
    }
  }

  /**
   * Somebody else published in between, and both changes cannot stand together. Look at the latest
   * version and decide.
   */
  public static final class Conflict extends StoreException {
    private static final long serialVersionUID = 1L;

    public Conflict(String message) {
      super(message);
    }

    @Override
    public String code() {
      return "STORE_CONFLICT";
    }
  }

  /** Another process holds what is needed. The same call may succeed later. */
  public static final class Busy extends StoreException {
    private static final long serialVersionUID = 1L;

    public Busy(String message) {
      super(message);
    }

    @Override
    public String code() {
      return "STORE_BUSY";
    }
  }

  /** The request itself breaks a rule of the store. The same call can never succeed. */
  public static final class Refused extends StoreException {
    private static final long serialVersionUID = 1L;

    public Refused(String message) {
      super(message);
    }

    @Override
    public String code() {
      return "STORE_REFUSED";
    }
  }

  /** The disk or its file system failed: full, read-only, unplugged, not permitted. */
  public static final class Io extends StoreException {
    private static final long serialVersionUID = 1L;

    public Io(String doing, IOException cause) {
      super(
          doing
              + " failed: "
              + cause
              + ". Published versions are untouched; free space or mend the disk and try again",
          cause);
    }

    @Override
    public String code() {
      return "STORE_IO";
    }
  }
}
