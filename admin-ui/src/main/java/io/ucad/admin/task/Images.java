package io.ucad.admin.task;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.data.domain.Pageable;
import org.springframework.data.jpa.repository.Modifying;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface Images extends Repository<StoredImage, Long> {
  StoredImage save(StoredImage image);

  Optional<StoredImage> findByTaskIdAndName(long taskId, String name);

  Optional<StoredImage> findByTaskIdAndSha256(long taskId, String sha256);

  List<StoredImage> findByTaskIdAndIdIn(long taskId, Collection<Long> ids);

  List<StoredImage> findByTaskIdAndSplitOrderByName(long taskId, Split split);

  List<StoredImage> findByTaskIdAndSplitOrderByIdDesc(long taskId, Split split, Pageable page);

  @Modifying
  @Query("delete from Image i where i.taskId = :taskId and i.id in :ids")
  int delete(long taskId, Collection<Long> ids);

  @Query(
      "select i from Image i where i.taskId = :taskId and (:split is null or i.split = :split)"
          + " and (:label = '' or i.label = :label) order by i.split desc, i.name")
  List<StoredImage> page(
      long taskId, @org.jspecify.annotations.Nullable Split split, String label, Pageable page);

  @Query(
      "select count(i) from Image i where i.taskId = :taskId and (:split is null or i.split ="
          + " :split) and (:label = '' or i.label = :label)")
  long count(long taskId, @org.jspecify.annotations.Nullable Split split, String label);

  @Query("select distinct i.label from Image i where i.taskId = :taskId order by i.label")
  List<String> labels(long taskId);

  @Query(
      "select i.taskId, sum(case when i.split = TRAIN then 1 else 0 end),"
          + " sum(case when i.split = TEST and i.label = 'good' then 1 else 0 end),"
          + " sum(case when i.split = TEST and i.label <> 'good' then 1 else 0 end)"
          + " from Image i where i.taskId in :tasks group by i.taskId")
  List<Object[]> counts(Collection<Long> tasks);

  @Query(
      "select i.width, i.height, count(i) from Image i where i.taskId = :taskId"
          + " group by i.width, i.height order by count(i) desc")
  List<Object[]> sizes(long taskId);

  @Query(
      "select other.name, count(i) from Image i, Image o, Task other where i.taskId = :taskId"
          + " and o.sha256 = i.sha256 and o.taskId <> i.taskId and other.id = o.taskId"
          + " group by other.name order by other.name")
  List<Object[]> sharedWith(long taskId);
}
