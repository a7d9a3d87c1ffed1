package io.ucad.admin.job;

import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

/** An image that a job learns from, by name and content. */
@Entity(name = "SnapshotImage")
@Table(name = "snapshot_image")
@SuppressWarnings("UnusedVariable") // Hibernate and its queries read the fields
class SnapshotImage {
  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  private @Nullable Long id;

  @ManyToOne(fetch = FetchType.LAZY, optional = false)
  @JoinColumn(name = "job_task_id")
  private JobTask jobTask;

  private int place;
  private String name;
  private String sha256;

  protected SnapshotImage() {}

  SnapshotImage(JobTask jobTask, int place, String name, String sha256) {
    this.jobTask = jobTask;
    this.place = place;
    this.name = name;
    this.sha256 = sha256;
  }
}
