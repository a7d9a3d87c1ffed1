package io.ucad.admin.job;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.serializer.GsonSerializer;
import com.github.kagkarlsson.scheduler.task.Execution;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionOperations;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import io.ucad.admin.job.JobLedger.Claim;
import io.ucad.detector.backbone.BackboneException;
import io.ucad.detector.backbone.BackboneUnavailableException;
import io.ucad.detector.image.ImageRejectedException;
import io.ucad.trainer.data.DatasetException;
import io.ucad.trainer.learn.LearnException;
import io.ucad.trainer.preset.PresetException;
import io.ucad.trainer.progress.CancelledException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes jobs from the queue, one at a time. When a worker dies, its heartbeat stops and another one
 * takes the job over; a worker that was only frozen finds its fencing token outdated.
 */
final class Worker implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Worker.class);

  /** An entry of the queue that could not be read so often is given up. */
  static final int MOST_READS = 5;

  /** So long a worker waits for a database that is away before it leaves a job to others. */
  private static final Duration OUTAGE = Duration.ofMinutes(2);

  private final String name;
  private final JobLedger ledger;
  private final LearnRun run;
  private final Duration pause;
  private final Scheduler scheduler;
  private final AtomicBoolean stopping = new AtomicBoolean();

  /**
   * @param heartbeat a worker that misses four of these is taken for dead
   * @param pause before a failed attempt is repeated
   */
  Worker(
      String name,
      DataSource database,
      JobLedger ledger,
      LearnRun run,
      Duration heartbeat,
      Duration pause) {
    this.name = name;
    this.ledger = ledger;
    this.run = run;
    this.pause = pause;
    OneTimeTask<JobTicket> learn =
        Tasks.oneTime(JobQueue.LEARN)
            .onDeadExecutionRevive()
            .onFailure(this::again)
            .execute((instance, context) -> work(instance.getData().job()));
    this.scheduler =
        Scheduler.create(database, learn)
            .schedulerName(new SchedulerName.Fixed(name))
            .serializer(new GsonSerializer())
            .threads(1)
            .pollingInterval(Duration.ofSeconds(1))
            .heartbeatInterval(heartbeat)
            .missedHeartbeatsLimit(4)
            .shutdownMaxWait(Duration.ofSeconds(20))
            .build();
  }

  /** Begins to take jobs. */
  void start() {
    scheduler.start();
  }

  /** Stops taking jobs; the running one keeps its checkpoint and goes back to the queue. */
  @Override
  public void close() {
    stopping.set(true);
    scheduler.stop();
  }

  /** One attempt at a job, as the scheduler asks for it. */
  void work(long job) {
    Optional<Claim> taken = ledger.claim(job, name);
    if (taken.isEmpty()) {
      return;
    }
    Claim claim = taken.get();
    try {
      attempt(claim);
    } catch (FenceLostException e) {
      LOG.warn("{}", message(e));
    }
  }

  private void attempt(Claim claim) {
    try {
      run.run(claim, stopping::get);
      end(claim, JobState.DONE, "");
    } catch (CancelledException e) {
      ledger.log(claim, LogLevel.WARN, "cancelled");
      end(claim, JobState.CANCELLED, "");
    } catch (FenceLostException e) {
      throw e;
    } catch (WorkerStoppingException e) {
      ledger.log(claim, LogLevel.WARN, message(e));
      ledger.release(claim, false);
      throw e;
    } catch (LearnException
        | DatasetException
        | PresetException
        | BackboneException
        | BackboneUnavailableException
        | ImageRejectedException e) {
      fail(claim, e);
    } catch (RuntimeException | Error e) {
      if (Outage.isBehind(e)) {
        LOG.warn("job {}: the database went away: {}", claim.job(), message(e));
        Outage.outlast(OUTAGE, () -> ledger.release(claim, false));
        throw e;
      }
      LOG.error("job {}: attempt {} failed", claim.job(), claim.attempts(), e);
      if (claim.attempts() >= JobLedger.MOST_ATTEMPTS) {
        fail(claim, e);
      } else {
        ledger.log(claim, LogLevel.ERROR, message(e) + "; trying again");
        ledger.release(claim, true);
        throw e;
      }
    }
  }

  /** Trying again would not help: somebody has to do something. */
  private void fail(Claim claim, Throwable problem) {
    ledger.log(claim, LogLevel.ERROR, message(problem));
    end(claim, JobState.FAILED, message(problem));
  }

  private void end(Claim claim, JobState state, String problem) {
    Outage.outlast(OUTAGE, () -> ledger.end(claim, state, problem));
  }

  /** After an attempt that threw. Attempts are counted in the ledger, so that this needs no end. */
  private void again(ExecutionComplete complete, ExecutionOperations<JobTicket> operations) {
    Execution entry = complete.getExecution();
    if (isReadable(entry)) {
      operations.reschedule(complete, Instant.now().plus(stopping.get() ? Duration.ZERO : pause));
    } else if (entry.consecutiveFailures + 1 < MOST_READS) {
      // A newer program, of which there may already be a worker, may be able to read it.
      operations.reschedule(
          complete, Instant.now().plus(pause.multipliedBy(1L << entry.consecutiveFailures)));
    } else {
      LOG.error("the entry {} of the queue cannot be read; it is discarded", entry.getId());
      QueueEntry.parse(entry.getId()).ifPresent(ledger::abandon);
      operations.stop();
    }
  }

  private static boolean isReadable(Execution entry) {
    try {
      return entry.taskInstance.getData() instanceof JobTicket;
    } catch (RuntimeException e) {
      return false;
    }
  }

  private static String message(Throwable problem) {
    String message = problem.getMessage();
    return message == null || message.isBlank() ? problem.toString() : message;
  }
}
