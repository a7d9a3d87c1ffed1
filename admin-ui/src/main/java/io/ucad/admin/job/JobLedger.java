package io.ucad.admin.job;

import io.ucad.admin.task.TaskData.NamedContent;
import io.ucad.admin.text.Texts;
import io.ucad.detector.image.RegionOfInterest;
import io.ucad.trainer.preset.Adjustment;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * What workers write of a job. Every attempt gets a higher fencing token, and every write names its
 * token: an attempt that was taken over finds out at its next write, and changes nothing.
 */
@Component
public class JobLedger {
  /** A job that ended its worker so often is given up. */
  static final int MOST_ATTEMPTS = 3;

  private static final int TEXT = 2000;
  private static final int PROBLEM = 4000;
  private static final int STAGE = 200;

  private final JdbcClient database;
  private final JobNews news;
  private final Clock clock;

  JobLedger(JdbcClient database, JobNews news, Clock clock) {
    this.database = database;
    this.news = news;
    this.clock = clock;
  }

  /**
   * Takes a job over, from whoever had it.
   *
   * @return what to do; empty if the job has ended, or just did: it was cancelled before it began,
   *     or was tried too often
   */
  @Transactional
  Optional<Claim> claim(long job, String worker) {
    int taken =
        database
            .sql(
                """
                update job set fence = fence + 1, attempts = attempts + 1, state = 'RUNNING',
                  worker = :worker, started_at = :now, problem = ''
                where id = :job and state in ('QUEUED', 'RUNNING')
                """)
            .param("worker", worker)
            .param("now", timestamp(clock.instant()))
            .param("job", job)
            .update();
    if (taken == 0) {
      return Optional.empty();
    }
    Claim claim =
        database
            .sql(
                """
                select id, fence, attempts, preset, seed, cancel_requested, input_size, bank_size,
                  epochs, false_alarm_rate
                from job where id = :job
                """)
            .param("job", job)
            .query(
                (row, n) ->
                    new Claim(
                        row.getLong("id"),
                        row.getLong("fence"),
                        row.getInt("attempts"),
                        row.getString("preset"),
                        row.getLong("seed"),
                        Adjustments.of(
                            row.getObject("input_size", Integer.class),
                            row.getObject("bank_size", Integer.class),
                            row.getObject("epochs", Integer.class),
                            row.getObject("false_alarm_rate", Double.class)),
                        row.getBoolean("cancel_requested")))
            .single();
    if (claim.cancelRequested()) {
      end(claim, JobState.CANCELLED, "");
      return Optional.empty();
    }
    if (claim.attempts() > MOST_ATTEMPTS) {
      String problem =
          "given up: the worker died or failed in %d attempts; look into the log of the worker, then try again"
              .formatted(MOST_ATTEMPTS);
      log(claim, LogLevel.ERROR, problem);
      end(claim, JobState.FAILED, problem);
      return Optional.empty();
    }
    log(claim, LogLevel.INFO, "attempt %d by %s".formatted(claim.attempts(), worker));
    return Optional.of(claim);
  }

  /** The parts of a job in the order of learning. */
  @Transactional(readOnly = true)
  List<Part> parts(long job) {
    return database
        .sql(
            """
            select p.id, p.task_id, t.name, p.region, p.version from job_task p join task t on t.id = p.task_id
            where p.job_id = :job order by p.place
            """)
        .param("job", job)
        .query(
            (row, n) ->
                new Part(
                    row.getLong("id"),
                    row.getLong("task_id"),
                    row.getString("name"),
                    RegionOfInterest.parse(row.getString("region")),
                    row.getObject("version") != null))
        .list();
  }

  /** What a part is learned from. */
  @Transactional(readOnly = true)
  List<NamedContent> snapshot(long part) {
    return database
        .sql("select name, sha256 from snapshot_image where job_task_id = :part order by place")
        .param("part", part)
        .query((row, n) -> new NamedContent(row.getString("name"), row.getString("sha256")))
        .list();
  }

  /**
   * Tells how far an attempt is.
   *
   * @return whether people want it to stop
   * @throws FenceLostException if it was taken over
   */
  @Transactional
  boolean progress(Claim claim, String stage, double progress) {
    int written =
        database
            .sql(
                """
                update job set stage = :stage, progress = :progress
                where id = :job and fence = :fence and state = 'RUNNING'
                """)
            .param("stage", Texts.cut(stage, STAGE))
            .param("progress", progress)
            .param("job", claim.job())
            .param("fence", claim.fence())
            .update();
    requireOne(written, claim);
    return database
        .sql("select cancel_requested from job where id = :job")
        .param("job", claim.job())
        .query(Boolean.class)
        .single();
  }

  /**
   * Checks that an attempt is still the current one.
   *
   * @throws FenceLostException if it was taken over
   */
  @Transactional(readOnly = true)
  void requireCurrent(Claim claim) {
    Optional<Long> fence =
        database
            .sql("select fence from job where id = :job and state = 'RUNNING'")
            .param("job", claim.job())
            .query(Long.class)
            .optional();
    if (!fence.equals(Optional.of(claim.fence()))) {
      throw new FenceLostException(claim.job(), claim.fence());
    }
  }

  /** Adds a point to the loss curve; a resumed attempt writes some points again. */
  @Transactional
  void loss(Claim claim, long part, int epoch, int epochs, double loss) {
    requireCurrent(claim);
    database
        .sql("delete from loss_point where job_task_id = :part and epoch = :epoch")
        .param("part", part)
        .param("epoch", epoch)
        .update();
    database
        .sql(
            """
            insert into loss_point (job_task_id, epoch, epochs, loss)
            values (:part, :epoch, :epochs, :loss)
            """)
        .param("part", part)
        .param("epoch", epoch)
        .param("epochs", epochs)
        .param("loss", loss)
        .update();
  }

  /** Adds a line to the log. */
  @Transactional
  void log(Claim claim, LogLevel level, String text) {
    database
        .sql("insert into job_line (job_id, at, level, text) values (:job, :at, :level, :text)")
        .param("job", claim.job())
        .param("at", timestamp(clock.instant()))
        .param("level", level.name())
        .param("text", Texts.cut(text, TEXT))
        .update();
  }

  /** Keeps how long learning a part took, for estimates of later ones. */
  @Transactional
  void took(Claim claim, long part, Duration time) {
    requireCurrent(claim);
    database
        .sql("update job_task set learn_millis = :millis where id = :part")
        .param("millis", time.toMillis())
        .param("part", part)
        .update();
  }

  /**
   * A part is learned.
   *
   * @throws FenceLostException if the attempt was taken over
   */
  @Transactional
  void learned(Claim claim, long part, int version) {
    requireCurrent(claim);
    database
        .sql("update job_task set version = :version where id = :part")
        .param("version", version)
        .param("part", part)
        .update();
  }

  /**
   * Ends a job.
   *
   * @param problem why it failed; empty if it did not
   * @throws FenceLostException if the attempt was taken over
   */
  @Transactional
  void end(Claim claim, JobState state, String problem) {
    int written =
        database
            .sql(
                """
                update job set state = :state, problem = :problem, finished_at = :now, stage = '',
                  progress = case when :state = 'DONE' then 1 else progress end
                where id = :job and fence = :fence and state = 'RUNNING'
                """)
            .param("state", state.name())
            .param("problem", Texts.cut(problem, PROBLEM))
            .param("now", timestamp(clock.instant()))
            .param("job", claim.job())
            .param("fence", claim.fence())
            .update();
    requireOne(written, claim);
    news.ended(claim.job());
  }

  /**
   * Gives a job back to the queue.
   *
   * @param counts whether this attempt counts; one that a shutdown ended does not
   * @throws FenceLostException if it was taken over
   */
  @Transactional
  void release(Claim claim, boolean counts) {
    int written =
        database
            .sql(
                """
                update job set state = 'QUEUED', attempts = attempts - :discount
                where id = :job and fence = :fence and state = 'RUNNING'
                """)
            .param("discount", counts ? 0 : 1)
            .param("job", claim.job())
            .param("fence", claim.fence())
            .update();
    requireOne(written, claim);
  }

  /**
   * Ends a job whose entry in the queue nobody can read, unless another entry stands for it.
   *
   * @return whether it was ended
   */
  @Transactional
  boolean abandon(QueueEntry entry) {
    boolean ended =
        database
                .sql(
                    """
                update job set fence = fence + 1, state = 'FAILED', problem = :problem,
                  finished_at = :now, stage = ''
                where id = :job and state in ('QUEUED', 'RUNNING') and not exists (
                  select 1 from scheduled_tasks s
                  where s.task_name = :queue and s.task_instance <> :entry
                    and s.task_instance like :entries)
                """)
                .param(
                    "problem",
                    "given up: its entry in the queue could not be read, by a worker of another release"
                        + " perhaps; update all workers, then try again")
                .param("now", timestamp(clock.instant()))
                .param("job", entry.job())
                .param("queue", JobQueue.LEARN.getTaskName())
                .param("entry", entry.toString())
                .param("entries", "job-" + entry.job() + "-%")
                .update()
            > 0;
    if (ended) {
      news.ended(entry.job());
    }
    return ended;
  }

  /** Asks for a stop. Returns whether the job had not begun, and so has stopped already. */
  @Transactional
  boolean cancel(long job) {
    int stopped =
        database
            .sql(
                """
                update job set state = 'CANCELLED', cancel_requested = true, finished_at = :now
                where id = :job and state = 'QUEUED'
                """)
            .param("now", timestamp(clock.instant()))
            .param("job", job)
            .update();
    if (stopped == 0) {
      database
          .sql("update job set cancel_requested = true where id = :job and state = 'RUNNING'")
          .param("job", job)
          .update();
    } else {
      news.ended(job);
    }
    return stopped > 0;
  }

  /** Puts an ended job that is not done back into the queue. Returns whether there was one. */
  @Transactional
  boolean retry(long job) {
    return database
            .sql(
                """
                update job set state = 'QUEUED', cancel_requested = false, attempts = 0,
                  problem = '', finished_at = null
                where id = :job and state in ('FAILED', 'CANCELLED')
                """)
            .param("job", job)
            .update()
        > 0;
  }

  private static void requireOne(int written, Claim claim) {
    if (written == 0) {
      throw new FenceLostException(claim.job(), claim.fence());
    }
  }

  private static Timestamp timestamp(Instant instant) {
    return Timestamp.from(instant);
  }

  /**
   * The right to work on a job, until another attempt takes it over.
   *
   * @param fence the token of this attempt
   * @param attempts including this one
   */
  record Claim(
      long job,
      long fence,
      int attempts,
      String preset,
      long seed,
      Adjustment adjustment,
      boolean cancelRequested) {}

  /** A task of a job. */
  record Part(long id, long taskId, String task, RegionOfInterest region, boolean learned) {}
}
