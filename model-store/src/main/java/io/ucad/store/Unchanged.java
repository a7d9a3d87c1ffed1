package io.ucad.store;

/**
 * A task whose bytes are the same before and after.
 *
 * @param published SHA-256 in the manifest of the version before
 * @param reread SHA-256 of the file in the new version, read to its end
 */
public record Unchanged(TaskName task, String published, String reread) {
  public Unchanged {
    if (!published.equals(reread)) {
      throw new IllegalArgumentException(task + " changed from " + published + " to " + reread);
    }
  }
}
