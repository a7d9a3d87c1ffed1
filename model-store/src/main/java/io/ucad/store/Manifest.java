package io.ucad.store;

import com.google.gson.JsonObject;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What a version consists of.
 *
 * @param id its own number
 * @param parent the version it was built on
 * @param created when it was published
 * @param summary what changed, one sentence for people
 * @param tasks in the order in which they were first learned
 * @param attributes of the whole version, opaque to the store
 */
public record Manifest(
    VersionId id,
    Optional<VersionId> parent,
    Instant created,
    String summary,
    List<TaskEntry> tasks,
    JsonObject attributes) {

  /** The name of the format in the file's first line. */
  public static final String FORMAT = "ucad-memory";

  /** The format version that this release writes, and the newest that it reads. */
  public static final int FORMAT_VERSION = 1;

  /** The file's name inside the version's directory. */
  public static final String FILE = "manifest.json";

  /** No version holds more tasks. */
  public static final int MAX_TASKS = 10_000;

  /** No manifest is longer, in bytes. */
  public static final int MAX_BYTES = 32 << 20;

  static final int MAX_SUMMARY = 4_096;

  public Manifest {
    tasks = List.copyOf(tasks);
    attributes = attributes.deepCopy();
    if (parent.isPresent() && parent.get().compareTo(id) >= 0) {
      throw new StoreException.Refused("parent " + parent.get() + " is not older than " + id);
    }
    if (summary.length() > MAX_SUMMARY) {
      throw new StoreException.Refused("summary is longer than " + MAX_SUMMARY + " characters");
    }
    if (tasks.size() > MAX_TASKS) {
      throw new StoreException.Refused(tasks.size() + " tasks are more than " + MAX_TASKS);
    }
    Set<TaskName> names = new HashSet<>();
    for (TaskEntry entry : tasks) {
      if (!names.add(entry.task())) {
        throw new StoreException.Refused("task " + entry.task() + " is there twice");
      }
      if (entry.since().compareTo(id) > 0) {
        throw new StoreException.Refused(
            "task " + entry.task() + " is newer than its version " + id);
      }
    }
  }

  /** The entry of a task. */
  public Optional<TaskEntry> task(TaskName task) {
    return tasks.stream().filter(entry -> entry.task().equals(task)).findFirst();
  }

  /** A copy; changing it changes nothing here. */
  @Override
  public JsonObject attributes() {
    return attributes.deepCopy();
  }
}
