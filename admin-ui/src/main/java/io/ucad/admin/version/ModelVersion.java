package io.ucad.admin.version;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A version of the store, so that lists and joins need not read manifests. */
@Entity(name = "ModelVersion")
@Table(name = "version")
class ModelVersion {
  @Id private int number;
  private @Nullable Integer parent;
  private @Nullable Long jobId;
  private Instant createdAt;
  private String summary;
  private int tasks;
  private long bytes;

  protected ModelVersion() {}

  ModelVersion(
      int number,
      Optional<Integer> parent,
      Instant createdAt,
      String summary,
      int tasks,
      long bytes) {
    this.number = number;
    this.parent = parent.orElse(null);
    this.createdAt = createdAt;
    this.summary = summary;
    this.tasks = tasks;
    this.bytes = bytes;
  }

  int number() {
    return number;
  }

  /** The first job that says so: a later one may find its data learned already. */
  void madeBy(long job) {
    if (jobId == null) {
      jobId = job;
    }
  }

  VersionCard toCard(java.util.List<String> aliases) {
    return new VersionCard(
        number,
        Optional.ofNullable(parent),
        Optional.ofNullable(jobId),
        createdAt,
        summary,
        tasks,
        bytes,
        aliases);
  }
}
