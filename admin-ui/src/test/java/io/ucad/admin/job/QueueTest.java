package io.ucad.admin.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ucad.admin.testing.Database;
import io.ucad.admin.testing.Figures;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reliability cases 12 and 17: many jobs on two workers, and entries that nobody can read. */
class QueueTest {
  private static final int JOBS = Integer.getInteger("ucad.jobs.many", 400);
  private static final Duration LONG = Duration.ofMinutes(5);

  @Test
  void ofManyJobsOnTwoWorkersNoneIsLostOrDoneTwice() {
    var bench = new Bench(Database.POSTGRESQL);
    String creator = "many-" + UUID.randomUUID().toString().substring(0, 8);
    JdbcClient database = JdbcClient.create(bench.node().get(DataSource.class));
    insert(database, creator, bench.task("tile"));
    try (Worker one = bench.worker("one");
        Worker two = bench.worker("two")) {
      one.start();
      two.start();
      await().atMost(LONG).until(() -> count(database, creator, "state = 'DONE'") == JOBS);
    }
    assertThat(count(database, creator, "attempts = 1 and fence = 1")).isEqualTo(JOBS);
    assertThat(count(database, creator, "worker = 'one'")).isPositive();
    assertThat(count(database, creator, "worker = 'two'")).isPositive();
    assertThat(
            database
                .sql(
                    "select count(*) from job_line l, job j where l.job_id = j.id and j.created_by = ?")
                .param(creator)
                .query(Integer.class)
                .single())
        .as("lines that tell of an attempt")
        .isEqualTo(JOBS);
    Figures.record(
        12,
        "jobs with nothing to do on two workers: done, attempts",
        "%d, %d".formatted(JOBS, JOBS));
  }

  /** Jobs whose only task is learned already. */
  private static void insert(JdbcClient database, String creator, String task) {
    database
        .sql(
            """
            insert into job (state, preset, seed, created_by, created_at, cancel_requested, attempts,
              fence, worker, stage, progress, problem)
            select 'QUEUED', 'fast', 1, ?, now(), false, 0, 0, '', '', 0, ''
            from generate_series(1, ?)
            """)
        .params(creator, JOBS)
        .update();
    database
        .sql(
            """
            insert into job_task (job_id, task_id, place, images, version)
            select j.id, t.id, 0, 12, 1 from job j, task t where j.created_by = ? and t.name = ?
            """)
        .params(creator, task)
        .update();
    database
        .sql(
            """
            insert into scheduled_tasks (task_name, task_instance, task_data, execution_time, picked,
              version)
            select 'learn', 'job-' || id || '-0', convert_to('{"job":' || id || '}', 'UTF8'), now(),
              false, 1
            from job where created_by = ?
            """)
        .params(creator)
        .update();
  }

  private static int count(JdbcClient database, String creator, String what) {
    return database
        .sql("select count(*) from job where created_by = ? and " + what)
        .param(creator)
        .query(Integer.class)
        .single();
  }

  static Stream<Arguments> unreadable() {
    return Stream.of(Database.values())
        .flatMap(
            database ->
                Stream.of("", "null", "{", "\u00ac\u00ed\u0000\u0005sr")
                    .map(payload -> Arguments.of(database, payload)));
  }

  @ParameterizedTest
  @MethodSource("unreadable")
  void anEntryThatCannotBeReadIsTriedAndThenDiscardedAndItsJobEnds(
      Database database, String payload) {
    var bench = new Bench(database);
    long job = bench.job(bench.task("tile"));
    JdbcClient sql = JdbcClient.create(bench.node().get(DataSource.class));
    spoil(sql, "job-%d-0".formatted(job), payload);
    String other = "elsewhere-" + UUID.randomUUID();
    sql.sql(
            """
            insert into scheduled_tasks (task_name, task_instance, task_data, execution_time, picked,
              version) values ('learn', ?, ?, ?, false, 1)
            """)
        .params(other, payload.getBytes(StandardCharsets.ISO_8859_1), Timestamp.from(Instant.now()))
        .update();
    try (Worker worker = bench.worker("one")) {
      worker.start();
      await().atMost(LONG).until(() -> bench.row(job).state().ended() && entries(sql, other) == 0);
    }
    assertThat(bench.row(job).state()).isEqualTo(JobState.FAILED);
    assertThat(bench.row(job).problem()).contains("could not be read");
    assertThat(bench.row(job).attempts()).isZero();
    assertThat(entries(sql, "job-%d-0".formatted(job))).isZero();
    Figures.record(
        17,
        "entries of the queue that cannot be read, 4 kinds on 2 databases: reads, left over, jobs",
        "%d, 0, %s".formatted(Worker.MOST_READS, bench.row(job).state()));
  }

  @ParameterizedTest
  @EnumSource
  void aJobThatAnotherEntryStandsForIsNotEnded(Database database) {
    var bench = new Bench(database);
    long job = bench.job(bench.task("tile"));
    JobLedger ledger = bench.node().get(JobLedger.class);
    assertThat(ledger.abandon(new QueueEntry(job, 7))).isFalse();
    assertThat(bench.row(job).state()).isEqualTo(JobState.QUEUED);
    assertThat(ledger.abandon(new QueueEntry(job, 0))).isTrue();
    assertThat(bench.row(job).state()).isEqualTo(JobState.FAILED);
  }

  private static void spoil(JdbcClient sql, String entry, String payload) {
    assertThat(
            sql.sql("update scheduled_tasks set task_data = ? where task_instance = ?")
                .params(payload.getBytes(StandardCharsets.ISO_8859_1), entry)
                .update())
        .isEqualTo(1);
  }

  private static int entries(JdbcClient sql, String entry) {
    return sql.sql("select count(*) from scheduled_tasks where task_instance = ?")
        .param(entry)
        .query(Integer.class)
        .single();
  }
}
