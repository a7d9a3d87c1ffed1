package io.ucad.admin.version;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface Evaluations extends Repository<Evaluation, Long> {
  Evaluation save(Evaluation evaluation);

  Optional<Evaluation> findByVersionAndTaskId(int version, long taskId);

  @Query(
      "select e, t.name from Evaluation e join Task t on t.id = e.taskId"
          + " where e.version in :versions order by t.name")
  List<Object[]> of(Collection<Integer> versions);
}
