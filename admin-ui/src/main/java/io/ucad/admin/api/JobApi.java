package io.ucad.admin.api;

import io.swagger.v3.oas.annotations.tags.Tag;
import io.ucad.admin.job.Estimate;
import io.ucad.admin.job.EstimateService;
import io.ucad.admin.job.JobService;
import io.ucad.admin.job.Learning;
import io.ucad.admin.job.LogLevel;
import io.ucad.admin.job.LogLine;
import io.ucad.admin.job.LossRow;
import io.ucad.admin.task.TaskService;
import io.ucad.trainer.preset.Adjustment;
import io.ucad.trainer.preset.Presets;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Jobs: learning tasks. */
@RestController
@RequestMapping("/api/v1/jobs")
@Tag(name = "jobs")
class JobApi {
  private final JobService jobs;
  private final EstimateService estimates;
  private final TaskService tasks;

  JobApi(JobService jobs, EstimateService estimates, TaskService tasks) {
    this.jobs = jobs;
    this.estimates = estimates;
    this.tasks = tasks;
  }

  /** Jobs, newest first. */
  @GetMapping
  @PreAuthorize("hasRole('VIEWER')")
  public PageOf<ApiJob> list(
      @RequestParam(defaultValue = "0") @Min(0) @Max(PageOf.LAST) int page,
      @RequestParam(defaultValue = "50") @Min(1) @Max(PageOf.MOST) int size) {
    return PageOf.of(jobs.list(page, size), ApiJob::of, page, size, jobs.count());
  }

  /**
   * What learning tasks takes on this machine: from earlier jobs with the same preset, else from
   * passes of the backbone. A preset of which nothing is known is missing.
   */
  @GetMapping("/estimate")
  @PreAuthorize("hasRole('VIEWER')")
  public Map<String, ApiEstimate> estimate(
      @RequestParam @Size(min = 1, max = 100) List<@NotBlank @Size(max = 63) String> tasks) {
    List<Long> images =
        tasks.stream().map(name -> this.tasks.get(name).images().training()).toList();
    Map<String, ApiEstimate> found = new LinkedHashMap<>();
    estimates
        .estimate(images, Presets.NAMES, Adjustment.NONE)
        .forEach((preset, cost) -> found.put(preset, ApiEstimate.of(cost)));
    return found;
  }

  /** One job. */
  @GetMapping("/{job}")
  @PreAuthorize("hasRole('VIEWER')")
  public ApiJob get(@PathVariable long job) {
    return ApiJob.of(jobs.get(job));
  }

  /**
   * Asks for tasks to be learned in the order given, from the images that they have now. The same
   * request with the same {@code Idempotency-Key} within a day gets the same job, with status 200.
   */
  @PostMapping
  @PreAuthorize("hasRole('OPERATOR')")
  public ResponseEntity<ApiJob> learn(
      @RequestHeader(name = "Idempotency-Key", required = false)
          @Nullable
          @Pattern(regexp = "[!-~]{1,100}")
          String key,
      @Valid @RequestBody NewJob wanted) {
    long seed = wanted.seed() == null ? 1 : wanted.seed();
    Adjustment adjustment = ApiAdjustment.toAdjustment(wanted.adjustment());
    Learning learning =
        key == null
            ? new Learning(jobs.learn(wanted.tasks(), wanted.preset(), seed, adjustment), true)
            : jobs.learnOnce(key, wanted.tasks(), wanted.preset(), seed, adjustment);
    ApiJob job = ApiJob.of(jobs.get(learning.job()));
    return learning.fresh()
        ? ResponseEntity.created(URI.create("/api/v1/jobs/" + job.id())).body(job)
        : ResponseEntity.ok(job);
  }

  /** The last lines of a job's log, newest first, of a level or above. */
  @GetMapping("/{job}/log")
  @PreAuthorize("hasRole('VIEWER')")
  public List<LogLine> log(
      @PathVariable long job,
      @RequestParam(defaultValue = "INFO") LogLevel level,
      @RequestParam(defaultValue = "100") @Min(1) @Max(PageOf.MOST) int size) {
    jobs.get(job);
    return jobs.log(job, level, size);
  }

  /** The loss curves of a job, part after part. */
  @GetMapping("/{job}/losses")
  @PreAuthorize("hasRole('VIEWER')")
  public List<LossRow> losses(@PathVariable long job) {
    jobs.get(job);
    return jobs.losses(job);
  }

  /** Asks for a stop; a running job stops within seconds. Asking again changes nothing. */
  @PostMapping("/{job}/cancel")
  @PreAuthorize("hasRole('OPERATOR')")
  public ApiJob cancel(@PathVariable long job) {
    jobs.cancel(job);
    return ApiJob.of(jobs.get(job));
  }

  /** Tries a failed or cancelled job again; what it has learned stays learned. */
  @PostMapping("/{job}/retry")
  @PreAuthorize("hasRole('OPERATOR')")
  public ApiJob retry(@PathVariable long job) {
    jobs.retry(job);
    return ApiJob.of(jobs.get(job));
  }

  /**
   * What learning will take.
   *
   * @param fromJobs whether earlier jobs say so
   */
  record ApiEstimate(double seconds, boolean fromJobs) {
    static ApiEstimate of(Estimate estimate) {
      return new ApiEstimate(estimate.time().toMillis() / 1000.0, estimate.fromJobs());
    }
  }

  /**
   * Tasks to learn.
   *
   * @param tasks names, in the order of learning
   * @param preset fast, best or paper
   * @param seed 1 unless given
   * @param adjustment what is wanted otherwise than the preset has it
   */
  record NewJob(
      @NotNull @Size(min = 1, max = 100) List<@NotBlank @Size(max = 63) String> tasks,
      @NotBlank @Size(max = 16) String preset,
      @Nullable @Min(0) Long seed,
      @Nullable @Valid ApiAdjustment adjustment) {}
}
