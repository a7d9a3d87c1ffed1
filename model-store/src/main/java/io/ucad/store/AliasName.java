package io.ucad.store;

/**
 * The name of a movable pointer to a version. Same rule as a task name, but it cannot look like a
 * version ({@code v7}).
 */
public record AliasName(String value) implements Comparable<AliasName> {

  /**
   * What the next version is built on. Every publish moves it; pointing it at an older version is a
   * roll-back.
   */
  public static final AliasName LATEST = new AliasName("latest");

  /** What should be tried before it serves. */
  public static final AliasName CANDIDATE = new AliasName("candidate");

  /** What serves. */
  public static final AliasName PRODUCTION = new AliasName("production");

  public AliasName {
    Names.check("alias", value);
    if (VersionId.isVersion(value)) {
      throw new StoreException.Refused(
          "alias \"" + value + "\" looks like a version; choose another name");
    }
  }

  @Override
  public int compareTo(AliasName other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
