package io.ucad.admin.job;

import io.ucad.trainer.preset.Adjustment;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A job as people see it.
 *
 * @param adjustment what is otherwise than the preset has it
 * @param startedAt when the current or last attempt began
 * @param attempts how often a worker began
 * @param fence number of the attempt that may write; grows with every attempt
 * @param stage what is being done now
 * @param progress 0 to 1
 * @param problem why it failed; empty unless it did
 * @param parts tasks in the order of learning
 */
public record JobRow(
    long id,
    JobState state,
    String preset,
    long seed,
    Adjustment adjustment,
    String createdBy,
    Instant createdAt,
    Optional<Instant> startedAt,
    Optional<Instant> finishedAt,
    boolean cancelRequested,
    int attempts,
    long fence,
    String worker,
    String stage,
    double progress,
    String problem,
    List<Part> parts) {
  private static final double LEAST = 0.02;

  public JobRow {
    parts = List.copyOf(parts);
  }

  /**
   * One task of a job.
   *
   * @param id of the part
   * @param version that came of it, once it is learned
   */
  public record Part(long id, String task, int images, Optional<Integer> version) {}

  /** How long it will still take if it goes on like this; empty while nothing can be said. */
  public Optional<Duration> remaining(Instant now) {
    if (state != JobState.RUNNING || progress < LEAST || startedAt.isEmpty()) {
      return Optional.empty();
    }
    Duration spent = Duration.between(startedAt.get(), now);
    return Optional.of(Duration.ofMillis((long) (spent.toMillis() * (1 - progress) / progress)));
  }
}
