package io.ucad.admin.version;

import io.ucad.admin.problem.UserProblem;
import io.ucad.store.AliasName;
import io.ucad.store.ModelStore;
import io.ucad.store.StoreException;
import io.ucad.store.TaskEntry;
import io.ucad.store.TaskName;
import io.ucad.store.VersionId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/**
 * What stands between a version and production: tasks that do worse than they do there, or are
 * gone.
 */
@Component
class Gate {
  /** So that a fall by exactly the limit passes, whatever is lost in the last digits. */
  private static final double ROUNDING = 1e-9;

  private final ModelStore store;
  private final Evaluations evaluations;
  private final GateSettings settings;

  Gate(ModelStore store, Evaluations evaluations, GateSettings settings) {
    this.store = store;
    this.evaluations = evaluations;
    this.settings = settings;
  }

  GateReport check(VersionId version) {
    double limit = settings.get().largestDrop();
    Optional<VersionId> production =
        store.alias(AliasName.PRODUCTION).filter(p -> !p.equals(version));
    if (production.isEmpty()) {
      return new GateReport(
          version.number(),
          store.alias(AliasName.PRODUCTION).map(VersionId::number),
          limit,
          List.of(),
          List.of());
    }
    Map<String, TaskMeasure> before = evaluations.measures(production.get().number());
    Map<String, TaskMeasure> after = evaluations.measures(version.number());
    Set<String> held = tasks(version);
    List<GateReport.Refusal> refusals = new ArrayList<>();
    List<String> unmeasured = new ArrayList<>();
    for (String task : tasksInProduction(production.get(), before.keySet())) {
      Optional<TaskMeasure> was = known(before, task);
      Optional<TaskMeasure> is = known(after, task).filter(m -> held.contains(task));
      if (!held.contains(task) || fell(was, is, limit)) {
        refusals.add(refusal(task, was, is));
      } else if (was.isEmpty() || is.isEmpty()) {
        unmeasured.add(task);
      }
    }
    return new GateReport(
        version.number(), production.map(VersionId::number), limit, refusals, unmeasured);
  }

  /**
   * @throws UserProblem if something stands against it
   */
  void require(VersionId version) {
    GateReport report = check(version);
    if (!report.open()) {
      throw new UserProblem(
          "problem.gate.closed",
          version.toString(),
          report.production().map(p -> "v" + p).orElse(""),
          String.valueOf(report.largestDrop()),
          report.reasons());
    }
  }

  private static boolean fell(
      Optional<TaskMeasure> before, Optional<TaskMeasure> after, double limit) {
    return before.isPresent()
        && after.isPresent()
        && before.get().imageAuroc().getAsDouble() - after.get().imageAuroc().getAsDouble()
            > limit + ROUNDING;
  }

  private static GateReport.Refusal refusal(
      String task, Optional<TaskMeasure> before, Optional<TaskMeasure> after) {
    return new GateReport.Refusal(
        task,
        before.map(TaskMeasure::imageAuroc).orElse(OptionalDouble.empty()),
        after.map(TaskMeasure::imageAuroc).orElse(OptionalDouble.empty()),
        before.map(TaskMeasure::images).orElse(0),
        after.map(TaskMeasure::images).orElse(0));
  }

  private static Optional<TaskMeasure> known(Map<String, TaskMeasure> measures, String task) {
    return Optional.ofNullable(measures.get(task)).filter(m -> m.imageAuroc().isPresent());
  }

  private Set<String> tasks(VersionId version) {
    return store.version(version).manifest().tasks().stream()
        .map(TaskEntry::task)
        .map(TaskName::value)
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** A production that cannot be read must not keep a sound version out. */
  private Set<String> tasksInProduction(VersionId production, Set<String> measured) {
    try {
      return tasks(production);
    } catch (StoreException e) {
      return new TreeSet<>(measured);
    }
  }
}
