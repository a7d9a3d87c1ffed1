package io.ucad.store;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** A manifest as a sealed JSON file, and back. */
final class ManifestJson {

  private static final Pattern LENGTH = Pattern.compile("0|[1-9][0-9]{0,17}");
  private static final Set<String> NAMES =
      Set.of("id", "parent", "created", "summary", "tasks", "attributes");
  private static final Set<String> TASK_NAMES =
      Set.of("task", "file", "bytes", "sha256", "since", "attributes");

  private ManifestJson() {}

  static byte[] write(Manifest manifest) {
    JsonObject json = new JsonObject();
    json.addProperty("id", manifest.id().toString());
    json.add(
        "parent",
        manifest
            .parent()
            .<JsonElement>map(id -> new JsonPrimitive(id.toString()))
            .orElse(JsonNull.INSTANCE));
    json.addProperty("created", manifest.created().toString());
    json.addProperty("summary", manifest.summary());
    JsonArray tasks = new JsonArray();
    manifest.tasks().forEach(entry -> tasks.add(write(entry)));
    json.add("tasks", tasks);
    json.add("attributes", manifest.attributes());
    byte[] bytes = SealedJson.seal(Manifest.FORMAT, Manifest.FORMAT_VERSION, json);
    if (bytes.length > Manifest.MAX_BYTES) {
      throw new StoreException.Refused(
          "the manifest would have "
              + bytes.length
              + " bytes, more than "
              + Manifest.MAX_BYTES
              + ": keep large data in the tasks' files");
    }
    return bytes;
  }

  private static JsonObject write(TaskEntry entry) {
    JsonObject json = new JsonObject();
    json.addProperty("task", entry.task().value());
    json.addProperty("file", entry.file());
    json.addProperty("bytes", entry.bytes());
    json.addProperty("sha256", entry.sha256());
    json.addProperty("since", entry.since().toString());
    json.add("attributes", entry.attributes());
    return json;
  }

  /** {@code file} is for messages. */
  static Manifest read(byte[] bytes, String file) {
    JsonObject json = SealedJson.open(bytes, file, Manifest.FORMAT, Manifest.FORMAT_VERSION);
    try {
      requireNames(json, NAMES);
      List<TaskEntry> tasks = new ArrayList<>();
      for (JsonElement entry : array(json, "tasks")) {
        tasks.add(task(entry));
      }
      return new Manifest(
          VersionId.parse(text(json, "id")),
          json.get("parent").isJsonNull()
              ? Optional.empty()
              : Optional.of(VersionId.parse(text(json, "parent"))),
          Instant.parse(text(json, "created")),
          text(json, "summary"),
          tasks,
          object(json, "attributes"));
    } catch (StrictJson.Malformed | StoreException.Refused | DateTimeException e) {
      throw new StoreException.Corrupt(file, "a valid manifest", String.valueOf(e.getMessage()));
    }
  }

  private static TaskEntry task(JsonElement element) throws StrictJson.Malformed {
    if (!element.isJsonObject()) {
      throw new StrictJson.Malformed("a task that is no object");
    }
    JsonObject json = element.getAsJsonObject();
    requireNames(json, TASK_NAMES);
    TaskName task = new TaskName(text(json, "task"));
    String file = text(json, "file");
    if (!file.equals(task.fileName())) {
      throw new StrictJson.Malformed("task " + task + " with file " + Names.printable(file));
    }
    return new TaskEntry(
        task,
        length(json),
        text(json, "sha256"),
        VersionId.parse(text(json, "since")),
        object(json, "attributes"));
  }

  private static void requireNames(JsonObject json, Set<String> names) throws StrictJson.Malformed {
    if (!json.keySet().equals(names)) {
      throw new StrictJson.Malformed("the names " + Names.printable(json.keySet().toString()));
    }
  }

  private static String text(JsonObject json, String name) throws StrictJson.Malformed {
    if (json.get(name) instanceof JsonPrimitive value && value.isString()) {
      return value.getAsString();
    }
    throw new StrictJson.Malformed(name + " that is no text");
  }

  private static long length(JsonObject json) throws StrictJson.Malformed {
    if (json.get("bytes") instanceof JsonPrimitive value
        && value.isNumber()
        && LENGTH.matcher(value.getAsString()).matches()) {
      return value.getAsLong();
    }
    throw new StrictJson.Malformed("bytes that are no length");
  }

  private static JsonArray array(JsonObject json, String name) throws StrictJson.Malformed {
    if (json.get(name) instanceof JsonArray value) {
      return value;
    }
    throw new StrictJson.Malformed(name + " that is no list");
  }

  private static JsonObject object(JsonObject json, String name) throws StrictJson.Malformed {
    if (json.get(name) instanceof JsonObject value) {
      return value;
    }
    throw new StrictJson.Malformed(name + " that is no object");
  }
}
