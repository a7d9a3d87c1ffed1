package io.ucad.admin.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.ucad.admin.AdminNode;
import io.ucad.admin.alarm.AlarmKind;
import io.ucad.admin.alarm.AlarmService;
import io.ucad.admin.testing.As;
import io.ucad.admin.testing.Database;
import io.ucad.admin.testing.Nodes;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import javax.sql.DataSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.simple.JdbcClient;

class QueueWatchTest {
  @ParameterizedTest
  @EnumSource
  void jobsThatWaitInVainRaiseAnAlarmUntilAWorkerIsHeardOf(Database database) {
    AdminNode node = Nodes.on(database);
    JdbcClient sql = JdbcClient.create(node.get(DataSource.class));
    QueueWatch watch = node.get(QueueWatch.class);
    Instant now = Instant.now();
    try {
      entry(sql, "waits", now.minus(Duration.ofMinutes(6)), false, now);
      watch.check();
      assertThat(isOpen(node)).as("while nobody takes it").isTrue();
      entry(sql, "runs", now, true, Instant.now());
      watch.check();
      assertThat(isOpen(node)).as("when a worker is heard of").isFalse();
    } finally {
      sql.sql("delete from scheduled_tasks where task_instance in ('waits', 'runs')").update();
    }
  }

  private static boolean isOpen(AdminNode node) {
    return As.admin(() -> node.get(AlarmService.class).open(100)).stream()
        .anyMatch(alarm -> alarm.kind() == AlarmKind.QUEUE);
  }

  private static void entry(
      JdbcClient sql, String name, Instant due, boolean picked, Instant heartbeat) {
    sql.sql(
            """
            insert into scheduled_tasks (task_name, task_instance, execution_time, picked, picked_by,
              last_heartbeat, version) values ('learn', ?, ?, ?, 'test', ?, 1)
            """)
        .params(name, Timestamp.from(due), picked, Timestamp.from(heartbeat))
        .update();
  }
}
