package io.ucad.admin.api;

import io.ucad.admin.job.JobRow;
import io.ucad.admin.job.JobState;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A job that learns tasks one after another.
 *
 * @param adjustment what is otherwise than the preset has it; null if nothing is
 * @param startedAt when the current or last attempt began; null before
 * @param attempts how often a worker began
 * @param stage what is being done now
 * @param progress 0 to 1
 * @param problem why it failed; empty unless it did
 * @param parts tasks in the order of learning
 */
record ApiJob(
    long id,
    JobState state,
    String preset,
    long seed,
    @Nullable ApiAdjustment adjustment,
    String createdBy,
    Instant createdAt,
    @Nullable Instant startedAt,
    @Nullable Instant finishedAt,
    boolean cancelRequested,
    int attempts,
    String stage,
    double progress,
    String problem,
    List<ApiJobPart> parts) {
  static ApiJob of(JobRow job) {
    return new ApiJob(
        job.id(),
        job.state(),
        job.preset(),
        job.seed(),
        ApiAdjustment.of(job.adjustment()),
        job.createdBy(),
        job.createdAt(),
        job.startedAt().orElse(null),
        job.finishedAt().orElse(null),
        job.cancelRequested(),
        job.attempts(),
        job.stage(),
        job.progress(),
        job.problem(),
        job.parts().stream()
            .map(p -> new ApiJobPart(p.id(), p.task(), p.images(), p.version().orElse(null)))
            .toList());
  }

  /**
   * One task of a job.
   *
   * @param images it is learned from
   * @param version that came of it; null until it is learned
   */
  record ApiJobPart(long id, String task, int images, @Nullable Integer version) {}
}
