package io.ucad.admin.webhook;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import java.time.Clock;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Puts deliveries into the scheduler's table, in the transaction that makes them. */
@Component
class DeliveryQueue {
  static final String TABLE = "webhook_queue";
  static final TaskDescriptor<Void> DELIVER = TaskDescriptor.of("deliver");

  private final SchedulerClient scheduler;
  private final Clock clock;

  DeliveryQueue(DataSource database, Clock clock) {
    this.scheduler =
        SchedulerClient.Builder.create(new TransactionAwareDataSourceProxy(database), List.of())
            .tableName(TABLE)
            .build();
    this.clock = clock;
  }

  @Transactional(propagation = Propagation.MANDATORY)
  void add(DeliveryEntry entry) {
    scheduler.scheduleIfNotExists(DELIVER.instance(entry.toString()).build(), clock.instant());
  }
}
