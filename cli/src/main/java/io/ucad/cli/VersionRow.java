package io.ucad.cli;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import io.ucad.store.AliasName;
import io.ucad.store.Hold;
import io.ucad.store.Manifest;
import io.ucad.store.StoreException;
import io.ucad.store.TaskEntry;
import io.ucad.store.VersionId;
import io.ucad.store.VersionStore;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is told of one version.
 *
 * @param bytes of all its tasks; those it shares with its parent take no room twice
 * @param heldBy owners that keep it from being collected
 * @param problem why it cannot be used; null for a sound one
 */
record VersionRow(
    String version,
    @Nullable String parent,
    @Nullable String created,
    List<String> tasks,
    long bytes,
    List<String> aliases,
    List<String> heldBy,
    String summary,
    @Nullable String problem) {
  private static final Gson GSON = new GsonBuilder().serializeNulls().create();

  static VersionRow of(
      VersionStore store, VersionId id, Map<AliasName, VersionId> all, List<Hold> holds) {
    List<String> heldBy =
        holds.stream()
            .filter(hold -> hold.version().equals(id))
            .map(hold -> hold.owner().value())
            .toList();
    List<String> aliases =
        all.entrySet().stream()
            .filter(e -> e.getValue().equals(id))
            .map(e -> e.getKey().value())
            .toList();
    try {
      Manifest manifest = store.version(id).manifest();
      return new VersionRow(
          id.toString(),
          manifest.parent().map(VersionId::toString).orElse(null),
          manifest.created().toString(),
          manifest.tasks().stream().map(t -> t.task().toString()).toList(),
          manifest.tasks().stream().mapToLong(TaskEntry::bytes).sum(),
          aliases,
          heldBy,
          manifest.summary(),
          null);
    } catch (StoreException e) {
      return new VersionRow(
          id.toString(),
          null,
          null,
          List.of(),
          0,
          aliases,
          heldBy,
          "",
          String.valueOf(e.getMessage()));
    }
  }

  JsonObject json() {
    return GSON.toJsonTree(this).getAsJsonObject();
  }

  static String table(List<VersionRow> rows) {
    if (rows.isEmpty()) {
      return "no version yet; learn a product with 'ucad learn'";
    }
    var table =
        new TextTable(
            "version", "parent", "created", "tasks", "size", "aliases", "held by", "summary");
    for (VersionRow row : rows) {
      table.add(
          row.version,
          row.parent == null ? "-" : row.parent,
          row.created == null ? "-" : row.created,
          row.tasks.isEmpty() ? "-" : String.join(",", row.tasks),
          Bytes.text(row.bytes),
          row.aliases.isEmpty() ? "-" : String.join(",", row.aliases),
          row.heldBy.isEmpty() ? "-" : String.join(",", row.heldBy),
          row.problem == null ? row.summary : "UNUSABLE: " + row.problem);
    }
    return table.toString();
  }
}
