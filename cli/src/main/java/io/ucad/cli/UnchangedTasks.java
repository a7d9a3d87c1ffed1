package io.ucad.cli;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.ucad.store.Unchanged;
import java.util.List;

/** Says that the other tasks are the same to the last byte. */
final class UnchangedTasks {
  private UnchangedTasks() {}

  /** A line for each. */
  static List<String> lines(List<Unchanged> tasks) {
    return tasks.stream()
        .map(
            other ->
                "unchanged: '%s', published %s, reread %s"
                    .formatted(other.task(), other.published(), other.reread()))
        .toList();
  }

  static JsonArray json(List<Unchanged> tasks) {
    var all = new JsonArray();
    for (Unchanged other : tasks) {
      var one = new JsonObject();
      one.addProperty("task", other.task().toString());
      one.addProperty("published", other.published());
      one.addProperty("reread", other.reread());
      all.add(one);
    }
    return all;
  }
}
