package io.ucad.store;

import com.google.gson.JsonObject;

/** One task's part of a publication. */
sealed interface TaskChange {

  TaskName task();

  /** Adds the task, or replaces its file and attributes. */
  record Put(TaskName task, TaskContent content, JsonObject attributes) implements TaskChange {}

  /** Keeps the file, replaces the attributes, for example a threshold. */
  record Annotate(TaskName task, JsonObject attributes) implements TaskChange {}

  /** Leaves the task out. */
  record Forget(TaskName task) implements TaskChange {}
}
