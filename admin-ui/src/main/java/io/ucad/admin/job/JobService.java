package io.ucad.admin.job;

import io.ucad.admin.audit.AuditLog;
import io.ucad.admin.problem.UserProblem;
import io.ucad.admin.task.TaskData;
import io.ucad.store.Sha256;
import io.ucad.trainer.preset.Adjustment;
import io.ucad.trainer.preset.Presets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.data.domain.PageRequest;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** Learning: asking for it, watching it, stopping it, trying again. */
@Service
public class JobService {
  private static final int MOST = 500;
  private static final int MOST_TASKS = 100;
  private static final Duration REMEMBERED = Duration.ofDays(1);

  private final Jobs jobs;
  private final JobRequests requests;
  private final JobLedger ledger;
  private final JobQueue queue;
  private final TaskData data;
  private final AuditLog audit;
  private final Clock clock;
  private final TransactionTemplate transaction;

  JobService(
      Jobs jobs,
      JobRequests requests,
      JobLedger ledger,
      JobQueue queue,
      TaskData data,
      AuditLog audit,
      Clock clock,
      TransactionTemplate transaction) {
    this.jobs = jobs;
    this.requests = requests;
    this.ledger = ledger;
    this.queue = queue;
    this.data = data;
    this.audit = audit;
    this.clock = clock;
    this.transaction = transaction;
  }

  /**
   * Asks for tasks to be learned one after another, from the images that they have now.
   *
   * @param preset one of those that ship
   * @return the number of the job
   */
  @PreAuthorize("hasRole('OPERATOR')")
  @Transactional
  public long learn(List<String> tasks, String preset, long seed) {
    return learn(tasks, preset, seed, Adjustment.NONE);
  }

  /** As {@link #learn(List, String, long)}, with something otherwise than the preset has it. */
  @PreAuthorize("hasRole('OPERATOR')")
  @Transactional
  public long learn(List<String> tasks, String preset, long seed, Adjustment adjustment) {
    if (tasks.isEmpty() || tasks.size() > MOST_TASKS) {
      throw new UserProblem("problem.job.tasks", MOST_TASKS);
    }
    if (new HashSet<>(tasks).size() != tasks.size()) {
      throw new UserProblem("problem.job.twice");
    }
    if (!Presets.NAMES.contains(preset)) {
      throw new UserProblem("problem.job.preset", preset);
    }
    var job = new Job(preset, seed, adjustment, AuditLog.actor(), clock.instant());
    for (int place = 0; place < tasks.size(); place++) {
      job.add(snapshot(job, place, data.training(tasks.get(place))));
    }
    long id = jobs.save(job).id();
    queue.add(id, 0);
    String changed = adjustment.equals(Adjustment.NONE) ? "" : " " + adjustment.text();
    audit.record("job.learn", "job " + id, "", preset + changed + ": " + String.join(", ", tasks));
    return id;
  }

  /** Asks for a stop; a running job stops within seconds and publishes nothing more. */
  @PreAuthorize("hasRole('OPERATOR')")
  @Transactional
  public void cancel(long job) {
    find(job);
    boolean waiting = ledger.cancel(job);
    audit.record("job.cancel", "job " + job, waiting ? "QUEUED" : "RUNNING", "");
  }

  /** Tries a failed or cancelled job again; what it has learned stays learned. */
  @PreAuthorize("hasRole('OPERATOR')")
  @Transactional
  public void retry(long job) {
    Job found = find(job);
    JobState before = found.state();
    if (!ledger.retry(job)) {
      throw new UserProblem("problem.job.retry", job);
    }
    queue.add(job, found.fence());
    audit.record("job.retry", "job " + job, before.name(), JobState.QUEUED.name());
  }

  /**
   * A page of jobs, newest first.
   *
   * @param page from 0
   * @param size of a page, at most 500
   */
  @PreAuthorize("hasRole('VIEWER')")
  @Transactional(readOnly = true)
  public List<JobRow> list(int page, int size) {
    List<Long> ids = jobs.newest(PageRequest.of(page, Math.min(size, MOST)));
    return ids.isEmpty() ? List.of() : jobs.withTasks(ids).stream().map(Job::toRow).toList();
  }

  /** How many jobs there are. */
  @PreAuthorize("hasRole('VIEWER')")
  @Transactional(readOnly = true)
  public long count() {
    return jobs.count();
  }

  /** One job. */
  @PreAuthorize("hasRole('VIEWER')")
  @Transactional(readOnly = true)
  public JobRow get(long job) {
    return find(job).toRow();
  }

  /** The last lines of a job's log, newest first, of a level or above. */
  @PreAuthorize("hasRole('VIEWER')")
  @Transactional(readOnly = true)
  public List<LogLine> log(long job, LogLevel least, int most) {
    List<LogLevel> levels =
        Arrays.stream(LogLevel.values()).filter(l -> l.compareTo(least) >= 0).toList();
    return jobs.lines(job, levels, PageRequest.of(0, Math.min(most, MOST))).stream()
        .map(JobLine::toLine)
        .toList();
  }

  /** The loss curves of a job, part after part. */
  @PreAuthorize("hasRole('VIEWER')")
  @Transactional(readOnly = true)
  public List<LossRow> losses(long job) {
    return jobs.losses(job).stream().map(LossPoint::toRow).toList();
  }

  private Job find(long job) {
    return jobs.findById(job).orElseThrow(() -> new UserProblem("problem.job.none", job));
  }

  /**
   * As {@link #learn(List, String, long, Adjustment)}, but the same request sent again by the same
   * user within a day gets the job that it made: a caller who saw no answer may safely ask once
   * more.
   *
   * @param key that the caller chose for this request, 1 to 100 characters
   */
  @PreAuthorize("hasRole('OPERATOR')")
  public Learning learnOnce(
      String key, List<String> tasks, String preset, long seed, Adjustment adjustment) {
    String content =
        Sha256.hex(
            String.join("\n", preset, String.valueOf(seed), adjustment.text())
                + "\n"
                + String.join("\n", tasks));
    try {
      return Objects.requireNonNull(
          transaction.execute(
              status ->
                  earlier(key, content)
                      .orElseGet(
                          () -> {
                            long job = learn(tasks, preset, seed, adjustment);
                            remember(key, content, job);
                            return new Learning(job, true);
                          })));
    } catch (DataIntegrityViolationException e) {
      // The same request came twice at once; the other one was first.
      return transaction.execute(status -> earlier(key, content)).orElseThrow(() -> e);
    }
  }

  private void remember(String key, String content, long job) {
    Instant now = clock.instant();
    requests.deleteByCreatedAtBefore(now.minus(REMEMBERED));
    requests.save(new JobRequest(AuditLog.actor(), key, content, job, now));
  }

  private Optional<Learning> earlier(String key, String content) {
    Optional<JobRequest> found =
        requests
            .findByActorAndRequestKey(AuditLog.actor(), key)
            .filter(request -> request.since(clock.instant().minus(REMEMBERED)));
    if (found.isPresent() && !found.get().is(content)) {
      throw new UserProblem("problem.job.key");
    }
    return found.map(request -> new Learning(request.job(), false));
  }

  private static JobTask snapshot(Job job, int place, TaskData.Training training) {
    var part = new JobTask(job, place, training);
    int at = 0;
    for (TaskData.NamedContent image : training.images()) {
      part.add(new SnapshotImage(part, at++, image.name(), image.sha256()));
    }
    return part;
  }
}
