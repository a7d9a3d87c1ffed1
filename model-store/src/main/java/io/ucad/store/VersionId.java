package io.ucad.store;

import java.util.regex.Pattern;

/**
 * The number of a version, written {@code v1}, {@code v2}, ... Numbers only grow and are never used
 * twice.
 */
public record VersionId(int number) implements Comparable<VersionId> {

  private static final Pattern PATTERN = Pattern.compile("v[1-9][0-9]{0,8}");
  private static final int HIGHEST = 999_999_999;

  public VersionId {
    if (number < 1 || number > HIGHEST) {
      throw new StoreException.Refused("version number " + number + " is not in 1.." + HIGHEST);
    }
  }

  /** Reads {@code v7}; anything else is {@link StoreException.Refused}. */
  public static VersionId parse(String text) {
    if (!isVersion(text)) {
      throw new StoreException.Refused(
          "version \"" + Names.printable(text) + "\" is not allowed: expected v1, v2, ...");
    }
    return new VersionId(Integer.parseInt(text.substring(1)));
  }

  static boolean isVersion(String text) {
    return PATTERN.matcher(text).matches();
  }

  VersionId next() {
    return new VersionId(number + 1);
  }

  @Override
  public int compareTo(VersionId other) {
    return Integer.compare(number, other.number);
  }

  @Override
  public String toString() {
    return "v" + number;
  }
}
