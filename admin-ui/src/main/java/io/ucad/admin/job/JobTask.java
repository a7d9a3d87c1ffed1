package io.ucad.admin.job;

import io.ucad.admin.task.TaskData;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderBy;
import jakarta.persistence.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.hibernate.annotations.Formula;
import org.jspecify.annotations.Nullable;

/** One task of a job, with what it is learned from: a snapshot that later changes do not touch. */
@Entity(name = "JobTask")
@Table(name = "job_task")
@SuppressWarnings("UnusedVariable") // Hibernate and its queries read the fields
class JobTask {
  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  private @Nullable Long id;

  @ManyToOne(fetch = FetchType.LAZY, optional = false)
  @JoinColumn(name = "job_id")
  private Job job;

  private long taskId;

  @Formula("(select t.name from task t where t.id = task_id)")
  private @Nullable String taskName;

  private int place;
  private int images;
  private String region;
  private @Nullable Integer version;

  @OneToMany(mappedBy = "jobTask", cascade = CascadeType.PERSIST)
  @OrderBy("place")
  private List<SnapshotImage> snapshot;

  protected JobTask() {}

  JobTask(Job job, int place, TaskData.Training training) {
    this.job = job;
    this.taskId = training.taskId();
    this.place = place;
    this.images = training.images().size();
    this.region = training.region().text();
    this.snapshot = new ArrayList<>();
  }

  void add(SnapshotImage image) {
    snapshot.add(image);
  }

  JobRow.Part toRow() {
    return new JobRow.Part(
        Objects.requireNonNull(id),
        Objects.requireNonNullElse(taskName, ""),
        images,
        Optional.ofNullable(version));
  }
}
