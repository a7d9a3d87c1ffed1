package io.ucad.admin.task;

import java.util.List;
import java.util.Optional;
import org.springframework.data.domain.Pageable;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface Tasks extends Repository<Task, Long> {
  Task save(Task task);

  Optional<Task> findById(long id);

  Optional<Task> findByName(String name);

  @Query(
      "select t from Task t where t.archived = :archived"
          + " and (lower(t.name) like :text or lower(t.title) like :text) order by t.name")
  List<Task> search(String text, boolean archived, Pageable page);

  @Query(
      "select count(t) from Task t where t.archived = :archived"
          + " and (lower(t.name) like :text or lower(t.title) like :text)")
  long count(String text, boolean archived);
}
