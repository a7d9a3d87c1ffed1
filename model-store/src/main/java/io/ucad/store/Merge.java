package io.ucad.store;

import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** What a publication makes of the version that is latest at the moment of its commit. */
final class Merge {

  private final Publication publication;

  Merge(Publication publication) {
    this.publication = publication;
  }

  /** Tasks to annotate or to forget must exist. */
  void requireApplicable(Optional<Manifest> base) {
    for (TaskChange change : publication.changes()) {
      boolean needsTask = !(change instanceof TaskChange.Put);
      if (needsTask && base.flatMap(manifest -> manifest.task(change.task())).isEmpty()) {
        throw new StoreException.NotFound(
            publication.parent().map(id -> "version " + id).orElse("the empty store")
                + " has no task "
                + change.task());
      }
    }
  }

  /**
   * Throws {@link StoreException.Conflict} unless the changes meant for {@code base} may be applied
   * to {@code current}.
   */
  void requireMergeable(Optional<Manifest> base, Optional<Manifest> current) {
    if (base.map(Manifest::id).equals(current.map(Manifest::id))) {
      return;
    }
    if (publication.onConflict() == OnConflict.FAIL) {
      throw conflict(base, current, "somebody published or rolled back meanwhile");
    }
    for (TaskChange change : publication.changes()) {
      if (!Objects.equals(entry(base, change.task()), entry(current, change.task()))) {
        throw conflict(base, current, "both sides changed task " + change.task());
      }
    }
    if (publication.attributes().isPresent()) {
      Optional<JsonObject> now = current.map(Manifest::attributes);
      if (!now.equals(base.map(Manifest::attributes)) && !now.equals(publication.attributes())) {
        throw conflict(base, current, "both sides changed the version's attributes");
      }
    }
  }

  private static Optional<TaskEntry> entry(Optional<Manifest> manifest, TaskName task) {
    return manifest.flatMap(m -> m.task(task));
  }

  private static StoreException.Conflict conflict(
      Optional<Manifest> base, Optional<Manifest> current, String why) {
    return new StoreException.Conflict(
        "expected latest to be "
            + name(base)
            + ", found "
            + name(current)
            + ": "
            + why
            + ". Read the latest version and publish on it");
  }

  private static String name(Optional<Manifest> manifest) {
    return manifest.map(m -> m.id().toString()).orElse("absent");
  }

  /** The tasks of the new version: replaced ones keep their place, new ones come last. */
  List<TaskEntry> entries(
      Optional<Manifest> current, VersionId id, Map<TaskName, FileDigest> written) {
    Map<TaskName, TaskEntry> entries = new LinkedHashMap<>();
    current.ifPresent(m -> m.tasks().forEach(entry -> entries.put(entry.task(), entry)));
    for (TaskChange change : publication.changes()) {
      TaskName task = change.task();
      if (change instanceof TaskChange.Put put) {
        FileDigest file = Objects.requireNonNull(written.get(task));
        entries.put(task, new TaskEntry(task, file.bytes(), file.sha256(), id, put.attributes()));
      } else if (change instanceof TaskChange.Annotate annotate) {
        entries.computeIfPresent(
            task,
            (name, old) ->
                new TaskEntry(name, old.bytes(), old.sha256(), old.since(), annotate.attributes()));
      } else {
        entries.remove(task);
      }
    }
    return new ArrayList<>(entries.values());
  }

  JsonObject attributes(Optional<Manifest> current) {
    return publication
        .attributes()
        .or(() -> current.map(Manifest::attributes))
        .orElseGet(JsonObject::new);
  }
}
