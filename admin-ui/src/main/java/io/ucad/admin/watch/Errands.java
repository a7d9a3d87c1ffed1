package io.ucad.admin.watch;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import io.ucad.admin.deploy.RolloutWatch;
import io.ucad.admin.drift.DriftWatch;
import io.ucad.admin.job.QueueWatch;
import java.time.Duration;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * What the program looks after by itself, on one of its nodes at a time. It has a queue of its own:
 * learning, which takes hours, does not keep it waiting.
 */
@Component
class Errands implements AutoCloseable {
  private static final Duration PAUSE = Duration.ofMinutes(1);

  private final Scheduler scheduler;

  Errands(DataSource database, DriftWatch drift, QueueWatch queue, RolloutWatch rollouts) {
    RecurringTask<Void> look =
        Tasks.recurring("watch", FixedDelay.of(PAUSE))
            .execute(
                (instance, context) -> {
                  drift.check();
                  queue.check();
                  rollouts.check();
                });
    this.scheduler =
        Scheduler.create(database)
            .startTasks(look)
            .tableName("errand")
            .schedulerName(
                new SchedulerName.Fixed("node-" + UUID.randomUUID().toString().substring(0, 8)))
            .threads(1)
            .pollingInterval(Duration.ofSeconds(10))
            .shutdownMaxWait(Duration.ofSeconds(5))
            .build();
  }

  @EventListener(ApplicationReadyEvent.class)
  void start() {
    scheduler.start();
  }

  @Override
  public void close() {
    scheduler.stop();
  }
}
