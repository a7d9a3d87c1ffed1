package io.ucad.admin.job;

import io.ucad.trainer.preset.Adjustment;
import jakarta.persistence.CascadeType;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderBy;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.hibernate.annotations.JdbcTypeCode;
import org.hibernate.type.SqlTypes;
import org.jspecify.annotations.Nullable;

/**
 * A request to learn tasks. People's side of it: what a worker writes goes through the {@link
 * JobLedger}, under its fencing token.
 */
@Entity(name = "Job")
@Table(name = "job")
class Job {
  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  private @Nullable Long id;

  @Enumerated(EnumType.STRING)
  @JdbcTypeCode(SqlTypes.VARCHAR)
  private JobState state;

  private String preset;
  private long seed;
  private String createdBy;
  private Instant createdAt;
  private @Nullable Instant startedAt;
  private @Nullable Instant finishedAt;
  private boolean cancelRequested;
  private int attempts;
  private long fence;
  private String worker;
  private String stage;
  private double progress;
  private String problem;
  private @Nullable Integer inputSize;
  private @Nullable Integer bankSize;
  private @Nullable Integer epochs;
  private @Nullable Double falseAlarmRate;

  @OneToMany(mappedBy = "job", cascade = CascadeType.PERSIST)
  @OrderBy("place")
  private List<JobTask> tasks;

  protected Job() {}

  Job(String preset, long seed, Adjustment adjustment, String createdBy, Instant createdAt) {
    this.state = JobState.QUEUED;
    this.preset = preset;
    this.seed = seed;
    this.createdBy = createdBy;
    this.createdAt = createdAt;
    this.worker = "";
    this.stage = "";
    this.problem = "";
    this.tasks = new ArrayList<>();
    adjustment.size().ifPresent(size -> this.inputSize = size);
    adjustment.knowledge().ifPresent(vectors -> this.bankSize = vectors);
    adjustment.epochs().ifPresent(passes -> this.epochs = passes);
    adjustment.falseAlarmRate().ifPresent(rate -> this.falseAlarmRate = rate);
  }

  long id() {
    return Objects.requireNonNull(id);
  }

  JobState state() {
    return state;
  }

  long fence() {
    return fence;
  }

  void add(JobTask task) {
    tasks.add(task);
  }

  JobRow toRow() {
    return new JobRow(
        id(),
        state,
        preset,
        seed,
        Adjustments.of(inputSize, bankSize, epochs, falseAlarmRate),
        createdBy,
        createdAt,
        Optional.ofNullable(startedAt),
        Optional.ofNullable(finishedAt),
        cancelRequested,
        attempts,
        fence,
        worker,
        stage,
        progress,
        problem,
        tasks.stream().map(JobTask::toRow).toList());
  }
}
