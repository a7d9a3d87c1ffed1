package io.ucad.admin.version;

import java.util.List;
import java.util.Optional;
import org.springframework.data.domain.Pageable;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface Sheets extends Repository<StoredSheet, Long> {
  StoredSheet save(StoredSheet sheet);

  @Query(
      "select s.id from StoredSheet s where s.taskId = :taskId and s.sha256 = :sha256"
          + " order by s.id")
  List<Long> find(long taskId, String sha256, Pageable page);

  @Query(
      "select s from StoredSheet s join Evaluation e on e.sheetId = s.id"
          + " join Task t on t.id = e.taskId where e.version = :version and t.name = :task")
  Optional<StoredSheet> of(int version, String task);

  @Query(
      "select t.name, s from Evaluation e join Task t on t.id = e.taskId"
          + " join StoredSheet s on s.id = e.sheetId where e.version = :version order by t.name")
  List<Object[]> ofVersion(int version, Pageable page);

  @Query("select count(e) from Evaluation e where e.version = :version and e.sheetId is not null")
  long countOfVersion(int version);

  long count();
}
