package io.ucad.admin.version;

import io.ucad.admin.audit.AuditLog;
import io.ucad.admin.problem.UserProblem;
import io.ucad.store.ModelStore;
import io.ucad.store.TaskEntry;
import io.ucad.store.TaskName;
import io.ucad.store.Version;
import io.ucad.store.VersionId;
import io.ucad.trainer.tune.Strictness;
import io.ucad.trainer.tune.TuneException;
import io.ucad.trainer.tune.TuneReport;
import io.ucad.trainer.tune.Tuning;
import java.util.Optional;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** How strictly tasks judge, and changing it without learning again. */
@Service
public class ThresholdService {
  private final ModelStore store;
  private final MemoryCache memories;
  private final VersionIndex index;
  private final AuditLog audit;

  ThresholdService(ModelStore store, MemoryCache memories, VersionIndex index, AuditLog audit) {
    this.store = store;
    this.memories = memories;
    this.index = index;
    this.audit = audit;
  }

  /**
   * How a version judges a task.
   *
   * @return empty if the version does not hold the task
   */
  @PreAuthorize("hasRole('VIEWER')")
  public Optional<TaskThresholds> of(int version, String task) {
    Version found = store.version(new VersionId(version));
    return found.manifest().task(new TaskName(task)).map(entry -> memories.of(found, entry));
  }

  /**
   * Publishes a version on the latest one in which a task judges by other rates and nothing else is
   * different. What was measured of the latest one holds for it too. Rates that the task has change
   * nothing and are not recorded.
   *
   * @param sha256 of the memory that the rates are meant for
   * @return the version that judges so
   * @throws UserProblem if the rates make no sense, or the latest version holds another memory
   */
  @PreAuthorize("hasRole('OPERATOR')")
  @Transactional
  public int save(String task, String sha256, double falseAlarmRate, double reviewRate) {
    var name = new TaskName(task);
    if (!(falseAlarmRate > 0 && falseAlarmRate <= reviewRate && reviewRate < 1)) {
      throw new UserProblem("problem.threshold.rates", 100 * falseAlarmRate, 100 * reviewRate);
    }
    Optional<String> latest =
        store.latest().flatMap(v -> v.manifest().task(name)).map(TaskEntry::sha256);
    if (!latest.equals(Optional.of(sha256))) {
      throw new UserProblem("problem.threshold.stale", task);
    }
    TuneReport report = tune(name, falseAlarmRate, reviewRate);
    VersionId id = report.version().id();
    if (report.published()) {
      index.sync();
      index.scoresAsItsParent(id);
      audit.record("version.tune", task, words(report.before()), id + ": " + words(report.after()));
    }
    return id.number();
  }

  private TuneReport tune(TaskName task, double falseAlarmRate, double reviewRate) {
    try {
      return Tuning.tune(store, task, falseAlarmRate, reviewRate);
    } catch (TuneException e) {
      throw new UserProblem("problem.threshold.file", task.value());
    }
  }

  private static String words(Strictness strictness) {
    return "false-alarm rate %s, review rate %s"
        .formatted(strictness.falseAlarmRate(), strictness.reviewRate());
  }
}
