package io.ucad.admin.version;

import io.ucad.admin.problem.UserProblem;
import io.ucad.evaluation.RoutingConfusion;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.data.domain.PageRequest;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** How well versions do on tasks: the matrix, forgetting, routing, and single tasks. */
@Service
public class QualityService {
  /** Tasks that forgetting is computed for at most; the work grows with their square. */
  static final int MOST_TASKS = 500;

  private static final int MOST = 500;

  private final Evaluations evaluations;
  private final ModelVersions versions;
  private final Sheets sheets;

  QualityService(Evaluations evaluations, ModelVersions versions, Sheets sheets) {
    this.evaluations = evaluations;
    this.versions = versions;
    this.sheets = sheets;
  }

  /** The newest version that was measured. */
  @PreAuthorize("hasRole('VIEWER')")
  @Transactional(readOnly = true)
  public Optional<Integer> newest() {
    return evaluations.versions(PageRequest.of(0, 1)).stream().findFirst();
  }

  /** The newest versions that were measured, newest first. */
  @PreAuthorize("hasRole('VIEWER')")
  @Transactional(readOnly = true)
  public List<Integer> measured(int most) {
    return evaluations.versions(PageRequest.of(0, Math.min(most, MOST)));
  }

  /**
   * A page of the matrix.
   *
   * @param taskPage from 0, by name
   * @param tasksOfPage at most 500
   * @param versionPage from 0, the newest first
   * @param versionsOfPage at most 500
   */
  @PreAuthorize("hasRole('VIEWER')")
  @Transactional(readOnly = true)
  public QualityGrid grid(
      Measure measure, int taskPage, int tasksOfPage, int versionPage, int versionsOfPage) {
    List<String> tasks = evaluations.tasks(PageRequest.of(taskPage, Math.min(tasksOfPage, MOST)));
    List<Integer> columns =
        new ArrayList<>(
            evaluations.versions(PageRequest.of(versionPage, Math.min(versionsOfPage, MOST))));
    columns.sort(Comparator.naturalOrder());
    Map<Cell, OptionalDouble> cells =
        tasks.isEmpty() || columns.isEmpty()
            ? Map.of()
            : cells(measure, evaluations.of(columns, tasks));
    return new QualityGrid(
        tasks,
        columns,
        tasks.stream()
            .map(task -> columns.stream().map(version -> at(cells, version, task)).toList())
            .toList(),
        evaluations.countTasks(),
        evaluations.countVersions());
  }

  /**
   * What became of every task on the way to a version.
   *
   * @throws UserProblem if there are more tasks than this is computed for
   */
  @PreAuthorize("hasRole('VIEWER')")
  @Transactional(readOnly = true)
  public Forgetting forgetting(Measure measure, int version) {
    NavigableSet<Integer> lineage = lineage(version);
    lineage.retainAll(evaluations.versionsUntil(version));
    if (lineage.isEmpty()) {
      return Forgetting.of(List.of(), List.of(), (v, t) -> OptionalDouble.empty());
    }
    List<Object[]> starts = new ArrayList<>(evaluations.firstMeasured(lineage));
    if (starts.size() > MOST_TASKS) {
      throw new UserProblem("problem.quality.many", MOST_TASKS, starts.size());
    }
    starts.sort(
        Comparator.comparing((Object[] s) -> (Integer) s[1]).thenComparing(s -> (String) s[0]));
    List<String> tasks = starts.stream().map(s -> (String) s[0]).toList();
    List<Integer> stages = new ArrayList<>();
    for (int l = 0; l < tasks.size(); l++) {
      stages.add(l == tasks.size() - 1 ? lineage.last() : end(lineage, starts, l));
    }
    Map<Cell, OptionalDouble> cells = cells(measure, evaluations.of(Set.copyOf(stages)));
    return Forgetting.of(tasks, stages, (v, t) -> at(cells, v, t));
  }

  /** The last version before the next task came; its own if the next came with it. */
  private static int end(NavigableSet<Integer> lineage, List<Object[]> starts, int place) {
    int own = (Integer) starts.get(place)[1];
    Integer before = lineage.lower((Integer) starts.get(place + 1)[1]);
    return before == null ? own : Math.max(own, before);
  }

  /** A version and all that it was built on. */
  private NavigableSet<Integer> lineage(int version) {
    Map<Integer, Optional<Integer>> parents = versions.parents(version);
    var lineage = new TreeSet<Integer>();
    Optional<Integer> next = Optional.of(version);
    while (next.isPresent() && lineage.add(next.get())) {
      next = parents.getOrDefault(next.get(), Optional.empty());
    }
    return lineage;
  }

  /**
   * Where the test images of the tasks of a version were routed to.
   *
   * @param page from 0, by name
   * @param size of a page, at most 500
   */
  @PreAuthorize("hasRole('VIEWER')")
  @Transactional(readOnly = true)
  public RoutingTable routing(int version, int page, int size) {
    Map<String, ScoreSheet> found = new LinkedHashMap<>();
    sheets
        .ofVersion(version, PageRequest.of(page, Math.min(size, MOST)))
        .forEach(row -> found.put((String) row[0], ((StoredSheet) row[1]).toSheet()));
    var names = new TreeSet<>(found.keySet());
    found.values().forEach(s -> s.images().forEach(i -> names.add(i.nearest())));
    var counting = RoutingConfusion.over(List.copyOf(names));
    found.forEach(
        (task, sheet) ->
            sheet.images().forEach(i -> counting.add(Optional.of(task), i.routedTo())));
    RoutingConfusion confusion = counting.build();
    List<String> tasks = List.copyOf(found.keySet());
    List<String> routed =
        names.stream()
            .filter(
                to ->
                    found.containsKey(to)
                        || tasks.stream()
                            .anyMatch(t -> confusion.count(Optional.of(t), Optional.of(to)) > 0))
            .toList();
    return new RoutingTable(
        tasks,
        routed,
        tasks.stream().map(t -> counts(confusion, t, routed)).toList(),
        tasks.stream().map(t -> confusion.count(Optional.of(t), Optional.empty())).toList(),
        sheets.countOfVersion(version));
  }

  private static List<Long> counts(
      RoutingConfusion confusion, String task, Collection<String> routed) {
    return routed.stream().map(to -> confusion.count(Optional.of(task), Optional.of(to))).toList();
  }

  /** How well a version does on one task. */
  @PreAuthorize("hasRole('VIEWER')")
  @Transactional(readOnly = true)
  public TaskQuality task(int version, String task) {
    return new TaskQuality(
        version,
        task,
        evaluations.of(version, task).stream()
            .map(row -> ((Evaluation) row[0]).toMeasure(task))
            .findFirst(),
        sheets.of(version, task).map(StoredSheet::toSheet));
  }

  private static Map<Cell, OptionalDouble> cells(Measure measure, List<Object[]> rows) {
    Map<Cell, OptionalDouble> cells = new HashMap<>();
    for (Object[] row : rows) {
      var cell = (Evaluation) row[0];
      var task = (String) row[1];
      cells.put(new Cell(cell.version(), task), measure.of(cell.toMeasure(task)));
    }
    return cells;
  }

  private static OptionalDouble at(Map<Cell, OptionalDouble> cells, int version, String task) {
    return cells.getOrDefault(new Cell(version, task), OptionalDouble.empty());
  }

  private record Cell(int version, String task) {}
}
