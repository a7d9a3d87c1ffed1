package io.ucad.store;

/**
 * The name of a task (one product to inspect), exactly {@code [a-z0-9][a-z0-9_-]{0,62}}; anything
 * else is {@link StoreException.Refused}.
 */
public record TaskName(String value) implements Comparable<TaskName> {

  static final String SUFFIX = ".safetensors";

  public TaskName {
    Names.check("task name", value);
  }

  /** Whether a text may name a task. */
  public static boolean isValid(String text) {
    return Names.isValid(text);
  }

  /** The only file of this task in a version. */
  public String fileName() {
    return value + SUFFIX;
  }

  @Override
  public int compareTo(TaskName other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
