package io.ucad.admin.version;

import io.ucad.admin.audit.AuditLog;
import io.ucad.admin.problem.UserProblem;
import io.ucad.store.AliasName;
import io.ucad.store.ForgetReport;
import io.ucad.store.ModelStore;
import io.ucad.store.TaskEntry;
import io.ucad.store.TaskName;
import io.ucad.store.VerifyReport;
import io.ucad.store.Version;
import io.ucad.store.VersionId;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.data.domain.PageRequest;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Versions of the model: looking, verifying, moving aliases, forgetting. */
@Service
public class VersionService {
  private static final int MOST = 500;
  private static final int REASON = 1000;

  private final ModelStore store;
  private final ModelVersions versions;
  private final Evaluations evaluations;
  private final Deployments deployments;
  private final VersionIndex index;
  private final Gate gate;
  private final GateSettings settings;
  private final AuditLog audit;
  private final Clock clock;

  VersionService(
      ModelStore store,
      ModelVersions versions,
      Evaluations evaluations,
      Deployments deployments,
      VersionIndex index,
      Gate gate,
      GateSettings settings,
      AuditLog audit,
      Clock clock) {
    this.store = store;
    this.versions = versions;
    this.evaluations = evaluations;
    this.deployments = deployments;
    this.index = index;
    this.gate = gate;
    this.settings = settings;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * A page of versions, newest first.
   *
   * @param page from 0
   * @param size of a page, at most 500
   */
  @PreAuthorize("hasRole('VIEWER')")
  @Transactional(readOnly = true)
  public List<VersionCard> list(int page, int size) {
    Map<Integer, List<String>> aliases = aliases();
    return versions.findAllByOrderByNumberDesc(PageRequest.of(page, Math.min(size, MOST))).stream()
        .map(version -> card(version, aliases))
        .toList();
  }

  /** How many versions there are. */
  @PreAuthorize("hasRole('VIEWER')")
  @Transactional(readOnly = true)
  public long count() {
    return versions.count();
  }

  /** The version that an alias names. */
  @PreAuthorize("hasRole('VIEWER')")
  public Optional<Integer> alias(String name) {
    return store.alias(new AliasName(name)).map(VersionId::number);
  }

  /** What is in a version, and what it changed. Reads its manifest and that of its parent. */
  @PreAuthorize("hasRole('VIEWER')")
  @Transactional(readOnly = true)
  public VersionDetail get(int number) {
    Version version = store.version(new VersionId(number));
    Optional<Version> parent =
        version.manifest().parent().filter(store.versions()::contains).map(store::version);
    List<VersionDetail.TaskPart> parts = new ArrayList<>();
    for (TaskEntry entry : version.manifest().tasks()) {
      parts.add(
          new VersionDetail.TaskPart(
              entry.task().value(),
              entry.bytes(),
              entry.sha256(),
              entry.since().number(),
              VersionDetail.Change.between(
                  parent.flatMap(p -> p.manifest().task(entry.task())), Optional.of(entry))));
    }
    List<String> forgotten =
        parent.map(p -> p.manifest().tasks()).orElse(List.of()).stream()
            .map(TaskEntry::task)
            .filter(task -> version.manifest().task(task).isEmpty())
            .map(TaskName::value)
            .toList();
    var manifest = version.manifest();
    VersionCard card =
        versions
            .findById(number)
            .map(v -> card(v, aliases()))
            .orElseGet(
                () ->
                    new VersionCard(
                        number,
                        manifest.parent().map(VersionId::number),
                        Optional.empty(),
                        manifest.created(),
                        manifest.summary(),
                        parts.size(),
                        parts.stream().mapToLong(VersionDetail.TaskPart::bytes).sum(),
                        aliases().getOrDefault(number, List.of())));
    return new VersionDetail(
        card, parts, forgotten, List.copyOf(evaluations.measures(number).values()));
  }

  /** Rereads every byte of a version. */
  @PreAuthorize("hasRole('VIEWER')")
  public VerifyReport verify(int number) {
    return store.verify(new VersionId(number));
  }

  /**
   * Moves an alias, after the version was reread to its last byte. Moving it to where it is changes
   * nothing and is not recorded. The way to {@code production} leads through the gate.
   *
   * @throws UserProblem if a task does worse than in production, or is gone
   */
  @PreAuthorize("hasRole('OPERATOR')")
  @Transactional
  public void point(String alias, int number) {
    var name = new AliasName(alias);
    var id = new VersionId(number);
    // One move at a time, on all nodes: a double click finds the alias where it is to be.
    settings.locked();
    if (name.equals(AliasName.PRODUCTION)) {
      gate.require(id);
    }
    move(name, id);
  }

  /**
   * Moves {@code production} whatever the gate says.
   *
   * @param reason that goes into the audit log, 1 to 1000 characters
   * @throws UserProblem without a reason
   */
  @PreAuthorize("hasRole('ADMIN')")
  @Transactional
  public void overrideGate(int number, String reason) {
    String why = reason.strip();
    if (why.isEmpty() || why.length() > REASON) {
      throw new UserProblem("problem.gate.reason", REASON);
    }
    settings.locked();
    var id = new VersionId(number);
    GateReport report = gate.check(id);
    move(AliasName.PRODUCTION, id);
    audit.record("gate.override", id.toString(), report.reasons(), why);
  }

  private void move(AliasName name, VersionId id) {
    Optional<VersionId> before = store.alias(name);
    if (before.equals(Optional.of(id))) {
      return;
    }
    store.point(name, id);
    boolean back = before.isPresent() && before.get().compareTo(id) > 0;
    deployments.save(
        new Deployment(
            id.number(),
            name.value(),
            back ? Deployment.ROLL_BACK : Deployment.PROMOTE,
            AuditLog.actor(),
            clock.instant()));
    audit.record(
        back ? "version.rollback" : "version.promote",
        name.value(),
        before.map(VersionId::toString).orElse(""),
        id.toString());
  }

  /** Publishes a version without a task, with proof that the others did not change. */
  @PreAuthorize("hasRole('ADMIN')")
  @Transactional
  public ForgetReport forget(String task) {
    ForgetReport report = store.forget(new TaskName(task), "forgot " + task);
    index.sync();
    audit.record(
        "version.forget", task, report.forgotten().sha256(), report.version().id().toString());
    return report;
  }

  /** The last moves of aliases, newest first. */
  @PreAuthorize("hasRole('VIEWER')")
  @Transactional(readOnly = true)
  public List<DeploymentRow> deployments(int most) {
    return deployments.findAllByOrderByIdDesc(PageRequest.of(0, Math.min(most, MOST))).stream()
        .map(Deployment::toRow)
        .toList();
  }

  private Map<Integer, List<String>> aliases() {
    Map<Integer, List<String>> aliases = new HashMap<>();
    store
        .aliases()
        .forEach(
            (name, id) ->
                aliases.computeIfAbsent(id.number(), n -> new ArrayList<>()).add(name.value()));
    aliases.values().forEach(Collections::sort);
    return aliases;
  }

  private static VersionCard card(ModelVersion version, Map<Integer, List<String>> aliases) {
    return version.toCard(aliases.getOrDefault(version.number(), List.of()));
  }
}
