package io.ucad.admin.version;

import io.ucad.admin.version.VersionDetail.Change;
import io.ucad.store.ModelStore;
import io.ucad.store.TaskEntry;
import io.ucad.store.TaskName;
import io.ucad.store.Version;
import io.ucad.store.VersionId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Holds two versions side by side. */
@Service
public class ComparisonService {
  private static final int MOST = 500;

  private final ModelStore store;
  private final VersionService versions;
  private final Evaluations evaluations;
  private final MemoryCache memories;

  ComparisonService(
      ModelStore store, VersionService versions, Evaluations evaluations, MemoryCache memories) {
    this.store = store;
    this.versions = versions;
    this.evaluations = evaluations;
    this.memories = memories;
  }

  /**
   * Compares two versions.
   *
   * @param page of tasks, from 0
   * @param size of a page, at most 500
   * @throws io.ucad.store.StoreException if there is no such version
   */
  @PreAuthorize("hasRole('VIEWER')")
  @Transactional(readOnly = true)
  public VersionComparison compare(int before, int after, int page, int size) {
    Version old = store.version(new VersionId(before));
    Version now = store.version(new VersionId(after));
    var names = new TreeSet<String>();
    old.manifest().tasks().forEach(entry -> names.add(entry.task().value()));
    now.manifest().tasks().forEach(entry -> names.add(entry.task().value()));
    List<String> all = List.copyOf(names);
    int changes =
        (int)
            all.stream()
                .filter(
                    task -> Change.between(entry(old, task), entry(now, task)) != Change.UNCHANGED)
                .count();
    int from = Math.min(all.size(), page * Math.min(size, MOST));
    List<String> some = all.subList(from, Math.min(all.size(), from + Math.min(size, MOST)));
    Map<String, TaskMeasure> oldMeasures = evaluations.measures(before, some);
    Map<String, TaskMeasure> newMeasures = evaluations.measures(after, some);
    List<VersionComparison.Row> rows = new ArrayList<>();
    for (String task : some) {
      Optional<TaskEntry> was = entry(old, task);
      Optional<TaskEntry> is = entry(now, task);
      rows.add(
          new VersionComparison.Row(
              task,
              Change.between(was, is),
              was.map(e -> side(old, e, oldMeasures)),
              is.map(e -> side(now, e, newMeasures))));
    }
    return new VersionComparison(
        versions.get(before).card(), versions.get(after).card(), rows, all.size(), changes);
  }

  private static Optional<TaskEntry> entry(Version version, String task) {
    return version.manifest().task(new TaskName(task));
  }

  private VersionComparison.Side side(
      Version version, TaskEntry entry, Map<String, TaskMeasure> measures) {
    return new VersionComparison.Side(
        entry.bytes(),
        memories.of(version, entry),
        Optional.ofNullable(measures.get(entry.task().value())));
  }
}
