package io.ucad.store;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Publishes a version without one task and proves that the others are what they were. */
final class Forgetting {

  private final StoreContext store;
  private final VersionReader reader;
  private final Publisher publisher;

  Forgetting(StoreContext store, VersionReader reader, Publisher publisher) {
    this.store = store;
    this.reader = reader;
    this.publisher = publisher;
  }

  ForgetReport forget(TaskName task, String summary) throws IOException {
    Version before =
        publisher
            .latest()
            .orElseThrow(() -> new StoreException.NotFound("the store has no version yet"));
    TaskEntry forgotten =
        before
            .manifest()
            .task(task)
            .orElseThrow(
                () ->
                    new StoreException.NotFound("version " + before.id() + " has no task " + task));
    Version after =
        publisher.publish(Publication.on(before.id()).forget(task).summary(summary).build());
    return new ForgetReport(after, forgotten, after.unchanged(before, task), holders(task));
  }

  /** Looks at names, not at manifests: a version that is corrupt may hold the file as well. */
  private List<VersionId> holders(TaskName task) throws IOException {
    List<VersionId> holders = new ArrayList<>();
    for (VersionId id : reader.list()) {
      if (store.files().kind(store.layout().version(id).resolve(task.fileName())).isPresent()) {
        holders.add(id);
      }
    }
    return holders;
  }
}
