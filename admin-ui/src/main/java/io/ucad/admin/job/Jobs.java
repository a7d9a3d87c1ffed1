package io.ucad.admin.job;

import java.util.List;
import java.util.Optional;
import org.springframework.data.domain.Pageable;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface Jobs extends Repository<Job, Long> {
  Job save(Job job);

  Optional<Job> findById(long id);

  long count();

  @Query("select j.id from Job j order by j.id desc")
  List<Long> newest(Pageable page);

  @Query(
      "select distinct j from Job j left join fetch j.tasks where j.id in :ids order by j.id desc")
  List<Job> withTasks(List<Long> ids);

  @Query("select l from JobLine l where l.jobId = :job and l.level in :levels order by l.id desc")
  List<JobLine> lines(long job, List<LogLevel> levels, Pageable page);

  @Query(
      "select p from LossPoint p, JobTask t where t.id = p.jobTaskId and t.job.id = :job"
          + " order by t.place, p.epoch")
  List<LossPoint> losses(long job);

  @Query(
      "select s.sha256 from SnapshotImage s, Task t where t.id = s.jobTask.taskId"
          + " and t.name = :task and s.jobTask.version = :version and s.name = :name")
  List<String> sources(int version, String task, String name, Pageable page);
}
