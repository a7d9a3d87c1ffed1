package io.ucad.admin.version;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.data.domain.Pageable;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface Evaluations extends Repository<Evaluation, Long> {
  Evaluation save(Evaluation evaluation);

  Optional<Evaluation> findByVersionAndTaskId(int version, long taskId);

  @Query(
      "select e, t.name from Evaluation e join Task t on t.id = e.taskId"
          + " where e.version in :versions order by t.name")
  List<Object[]> of(Collection<Integer> versions);

  @Query(
      "select e, t.name from Evaluation e join Task t on t.id = e.taskId"
          + " where e.version in :versions and t.name in :tasks")
  List<Object[]> of(Collection<Integer> versions, Collection<String> tasks);

  /** What was measured of a version, by task. */
  default Map<String, TaskMeasure> measures(int version) {
    return byTask(of(List.of(version)));
  }

  /** What was measured of some tasks of a version. */
  default Map<String, TaskMeasure> measures(int version, Collection<String> tasks) {
    return tasks.isEmpty() ? Map.of() : byTask(of(List.of(version), tasks));
  }

  private static Map<String, TaskMeasure> byTask(List<Object[]> rows) {
    Map<String, TaskMeasure> measures = new LinkedHashMap<>();
    for (Object[] row : rows) {
      String task = (String) row[1];
      measures.put(task, ((Evaluation) row[0]).toMeasure(task));
    }
    return measures;
  }

  @Query(
      "select e, t.name from Evaluation e join Task t on t.id = e.taskId"
          + " where e.version = :version and t.name = :task")
  List<Object[]> of(int version, String task);

  // Not "select distinct ... order by ... desc": with a limit H2 gives the first of its index.
  @Query(
      "select v.number from ModelVersion v"
          + " where exists (select 1 from Evaluation e where e.version = v.number)"
          + " order by v.number desc")
  List<Integer> versions(Pageable page);

  @Query("select distinct e.version from Evaluation e where e.version <= :last")
  List<Integer> versionsUntil(int last);

  @Query("select count(distinct e.version) from Evaluation e")
  long countVersions();

  @Query(
      "select t.name from Task t where exists (select 1 from Evaluation e where e.taskId = t.id)"
          + " order by t.name")
  List<String> tasks(Pageable page);

  @Query("select count(distinct e.taskId) from Evaluation e")
  long countTasks();

  @Query(
      "select t.name, min(e.version) from Evaluation e join Task t on t.id = e.taskId"
          + " where e.version in :versions group by t.name")
  List<Object[]> firstMeasured(Collection<Integer> versions);

  @Modifying
  @Query(
      nativeQuery = true,
      value =
          """
          insert into evaluation (version, task_id, images, image_auroc, image_ap, pixel_ap, aupro,
            routed_right, measured_at, sheet_id)
          select cast(:version as integer), e.task_id, e.images, e.image_auroc, e.image_ap,
            e.pixel_ap, e.aupro, e.routed_right, e.measured_at, e.sheet_id
          from evaluation e where e.version = :parent and not exists
            (select 1 from evaluation o where o.version = :version and o.task_id = e.task_id)
          """)
  void takeOver(int parent, int version);
}
