package io.ucad.admin.job;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.serializer.GsonSerializer;
import com.github.kagkarlsson.scheduler.task.TaskDescriptor;
import java.time.Clock;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.datasource.TransactionAwareDataSourceProxy;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Puts jobs into the scheduler's table, in the transaction that makes or changes the job. */
@Component
public class JobQueue {
  static final TaskDescriptor<JobTicket> LEARN = TaskDescriptor.of("learn", JobTicket.class);

  private final SchedulerClient scheduler;
  private final Clock clock;

  JobQueue(DataSource database, Clock clock) {
    this.scheduler =
        SchedulerClient.Builder.create(new TransactionAwareDataSourceProxy(database), List.of())
            .serializer(new GsonSerializer())
            .build();
    this.clock = clock;
  }

  /**
   * @param fence token of the last attempt, 0 before the first
   */
  @Transactional(propagation = Propagation.MANDATORY)
  void add(long job, long fence) {
    scheduler.scheduleIfNotExists(
        LEARN.instance(new QueueEntry(job, fence).toString()).data(new JobTicket(job)).build(),
        clock.instant());
  }
}
