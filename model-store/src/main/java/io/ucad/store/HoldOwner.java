package io.ucad.store;

/**
 * Who holds versions, for example one server that they are deployed to. Same rule as a task name.
 */
public record HoldOwner(String value) implements Comparable<HoldOwner> {

  public HoldOwner {
    Names.check("hold owner", value);
  }

  @Override
  public int compareTo(HoldOwner other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
