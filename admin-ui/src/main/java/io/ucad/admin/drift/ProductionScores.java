package io.ucad.admin.drift;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The p-values of inspections in production, of the last months. */
@Component
class ProductionScores implements ScoreSink {
  private final JdbcClient database;

  ProductionScores(JdbcClient database) {
    this.database = database;
  }

  @Override
  public void record(String task, int version, double pValue, Instant at) {
    if (!(pValue >= 0 && pValue <= 1)) {
      throw new IllegalArgumentException(
          "expected a p-value from 0 to 1 for task %s, found %s".formatted(task, pValue));
    }
    database
        .sql(
            "insert into production_score (task, version, p_value, at) values (:task, :version, :p, :at)")
        .param("task", task)
        .param("version", version)
        .param("p", pValue)
        .param("at", Timestamp.from(at))
        .update();
  }

  /** Tasks of which anything was inspected since a moment, by name. */
  List<String> tasks(Instant since) {
    return database
        .sql("select distinct task from production_score where at >= :since order by task")
        .param("since", Timestamp.from(since))
        .query(String.class)
        .list();
  }

  /** The newest p-values of a task; fewer if there are not so many. */
  double[] newest(String task, int most) {
    return database
        .sql(
            """
            select p_value from production_score where task = :task
            order by id desc fetch first :most rows only
            """)
        .param("task", task)
        .param("most", most)
        .query(Double.class)
        .list()
        .stream()
        .mapToDouble(Double::doubleValue)
        .toArray();
  }

  /** Forgets what is older. Returns how many. */
  int forget(Instant before) {
    return database
        .sql("delete from production_score where at < :before")
        .param("before", Timestamp.from(before))
        .update();
  }
}
