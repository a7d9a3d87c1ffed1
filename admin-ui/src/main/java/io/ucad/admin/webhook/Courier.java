package io.ucad.admin.webhook;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionOperations;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import io.ucad.admin.settings.AdminSettings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import javax.sql.DataSource;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Takes deliveries from the queue, on every node with screens; mere workers often have no way out.
 * When a node dies, its heartbeat stops and another one sends what it had begun to send: receivers
 * get everything at least once.
 */
@Component
class Courier implements AutoCloseable {
  private static final int THREADS = 4;
  private static final int MISSED_HEARTBEATS = 4;
  private static final Duration POLL = Duration.ofSeconds(2);
  private static final Duration HEARTBEAT = Duration.ofSeconds(10);
  private static final Duration AFTER_FAULT = Duration.ofSeconds(30);
  private static final Duration KEPT = Duration.ofDays(30);
  private static final int MOST_KEPT = 10_000;

  private final AdminSettings settings;
  private final Scheduler scheduler;

  Courier(
      AdminSettings settings,
      DataSource database,
      Deliverer deliverer,
      DeliveryLedger ledger,
      Clock clock) {
    this.settings = settings;
    CustomTask<Void> deliver =
        Tasks.custom(DeliveryQueue.DELIVER)
            .onDeadExecutionRevive()
            .onFailure(
                (complete, operations) ->
                    operations.reschedule(complete, Instant.now().plus(AFTER_FAULT)))
            .execute(
                (instance, context) -> {
                  Optional<Instant> next =
                      DeliveryEntry.parse(instance.getId()).flatMap(deliverer::deliver);
                  return (complete, operations) -> goOn(next, complete, operations);
                });
    RecurringTask<Void> forget =
        Tasks.recurring("forget", FixedDelay.ofHours(1))
            .execute((instance, context) -> ledger.forget(clock.instant().minus(KEPT), MOST_KEPT));
    this.scheduler =
        Scheduler.create(database, deliver)
            .startTasks(forget)
            .tableName(DeliveryQueue.TABLE)
            .schedulerName(
                new SchedulerName.Fixed("courier-" + UUID.randomUUID().toString().substring(0, 8)))
            .threads(THREADS)
            .pollingInterval(POLL)
            .heartbeatInterval(HEARTBEAT)
            .missedHeartbeatsLimit(MISSED_HEARTBEATS)
            .shutdownMaxWait(Duration.ofSeconds(5))
            .build();
  }

  private static void goOn(
      Optional<Instant> next, ExecutionComplete complete, ExecutionOperations<Void> operations) {
    next.ifPresentOrElse(at -> operations.reschedule(complete, at), operations::stop);
  }

  @EventListener(ApplicationReadyEvent.class)
  void start() {
    if (settings.role().serves()) {
      scheduler.start();
    }
  }

  @Override
  public void close() {
    if (settings.role().serves()) {
      scheduler.stop();
    }
  }
}
