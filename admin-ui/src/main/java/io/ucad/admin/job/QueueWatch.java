package io.ucad.admin.job;

import io.ucad.admin.alarm.AlarmKind;
import io.ucad.admin.alarm.Alarms;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Raises an alarm when jobs wait and no worker is heard of. For the program itself. */
@Component
public class QueueWatch {
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final Duration SILENCE = Duration.ofMinutes(1);

  private final JdbcClient database;
  private final Alarms alarms;
  private final Clock clock;

  QueueWatch(JdbcClient database, Alarms alarms, Clock clock) {
    this.database = database;
    this.alarms = alarms;
    this.clock = clock;
  }

  /** Looks at the queue. */
  public void check() {
    Instant now = clock.instant();
    int waiting = count("picked = false and execution_time < :since", now.minus(PATIENCE));
    int heard = count("picked = true and last_heartbeat > :since", now.minus(SILENCE));
    if (waiting > 0 && heard == 0) {
      alarms.raise(AlarmKind.QUEUE, "", "n = " + waiting);
    } else {
      alarms.clear(AlarmKind.QUEUE, "");
    }
  }

  private int count(String which, Instant since) {
    return database
        .sql("select count(*) from scheduled_tasks where task_name = :queue and " + which)
        .param("queue", JobQueue.LEARN.getTaskName())
        .param("since", Timestamp.from(since))
        .query(Integer.class)
        .single();
  }
}
