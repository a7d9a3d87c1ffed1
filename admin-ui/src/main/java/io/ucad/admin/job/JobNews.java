package io.ucad.admin.job;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import io.ucad.admin.text.Texts;
import io.ucad.admin.webhook.HookEvent;
import io.ucad.admin.webhook.Outbox;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Tells webhooks that a job has ended, in the transaction that ends it. */
@Component
class JobNews {
  private static final int PROBLEM = 500;

  private final JdbcClient database;
  private final Outbox outbox;

  JobNews(JdbcClient database, Outbox outbox) {
    this.database = database;
    this.outbox = outbox;
  }

  /** A job is in its last state. */
  void ended(long job) {
    JsonObject subject =
        database
            .sql("select id, state, preset, created_by, problem from job where id = :job")
            .param("job", job)
            .query((row, n) -> subject(row))
            .single();
    var tasks = new JsonArray();
    database
        .sql(
            """
            select t.name, p.version from job_task p join task t on t.id = p.task_id
            where p.job_id = :job order by p.place
            """)
        .param("job", job)
        .query((row, n) -> task(row))
        .list()
        .forEach(tasks::add);
    subject.add("tasks", tasks);
    outbox.add(HookEvent.JOB_FINISHED, "/learn/" + job, subject);
  }

  private static JsonObject subject(ResultSet row) throws SQLException {
    String problem = row.getString("problem");
    var subject = new JsonObject();
    subject.addProperty("job", row.getLong("id"));
    subject.addProperty("state", row.getString("state"));
    subject.addProperty("preset", row.getString("preset"));
    subject.addProperty("createdBy", row.getString("created_by"));
    subject.addProperty("problem", Texts.cut(problem, PROBLEM));
    return subject;
  }

  /** With the version that came of it, if any did. */
  private static JsonObject task(ResultSet row) throws SQLException {
    var task = new JsonObject();
    task.addProperty("task", row.getString("name"));
    int version = row.getInt("version");
    if (!row.wasNull()) {
      task.addProperty("version", version);
    }
    return task;
  }
}
