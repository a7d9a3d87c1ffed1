package io.ucad.admin.deploy;

import io.ucad.admin.text.Texts;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * What is known of rollouts, in the database, so that every node shows the same. A rollout that
 * nothing was heard of for a while is lost: its process is gone.
 */
@Component
class RolloutLedger {
  static final Duration SILENCE = Duration.ofMinutes(2);
  private static final int DETAIL = 1000;
  private static final int PROBLEM = 4000;

  private static final String COLUMNS =
      "select id, node, version, action, state, problem, actor, created_at, touched_at, finished_at"
          + " from rollout ";

  private final JdbcClient database;
  private final RolloutNews news;
  private final Clock clock;

  RolloutLedger(JdbcClient database, RolloutNews news, Clock clock) {
    this.database = database;
    this.news = news;
    this.clock = clock;
  }

  @Transactional
  long begin(String node, int version, RolloutAction action, String actor) {
    Timestamp now = now();
    var key = new GeneratedKeyHolder();
    database
        .sql(
            """
            insert into rollout
              (node, version, action, state, problem, actor, created_at, touched_at)
            values (:node, :version, :action, 'RUNNING', '', :actor, :now, :now)
            """)
        .param("node", node)
        .param("version", version)
        .param("action", action.name())
        .param("actor", actor)
        .param("now", now)
        .update(key, "id");
    return Objects.requireNonNull(key.getKey()).longValue();
  }

  /** A step begins or goes on. */
  @Transactional
  void step(long rollout, RolloutStep step, String detail) {
    Timestamp now = now();
    int known =
        database
            .sql("update rollout_step set detail = :detail where rollout_id = :id and step = :step")
            .param("detail", Texts.cut(detail, DETAIL))
            .param("id", rollout)
            .param("step", step.name())
            .update();
    if (known == 0) {
      database
          .sql(
              """
              insert into rollout_step (rollout_id, step, began_at, detail)
              values (:id, :step, :now, :detail)
              """)
          .param("id", rollout)
          .param("step", step.name())
          .param("now", now)
          .param("detail", Texts.cut(detail, DETAIL))
          .update();
    }
    touch(rollout);
  }

  /** A rollout goes on; one that was taken for lost was only slow. */
  @Transactional
  void touch(long rollout) {
    database
        .sql(
            "update rollout set touched_at = :now, state = 'RUNNING' where id = :id and state in"
                + " ('RUNNING', 'LOST')")
        .param("now", now())
        .param("id", rollout)
        .update();
  }

  @Transactional
  void end(long rollout, RolloutState state, String problem) {
    database
        .sql(
            """
            update rollout set state = :state, problem = :problem, finished_at = :now,
              touched_at = :now where id = :id
            """)
        .param("state", state.name())
        .param("problem", Texts.cut(problem, PROBLEM))
        .param("now", now())
        .param("id", rollout)
        .update();
    if (state == RolloutState.FAILED) {
      find(rollout).ifPresent(news::failed);
    }
  }

  /** Those that should be running, and of which nothing was heard for a while. */
  @Transactional(readOnly = true)
  List<Long> silent() {
    return database
        .sql("select id from rollout where state = 'RUNNING' and touched_at < :since order by id")
        .param("since", Timestamp.from(clock.instant().minus(SILENCE)))
        .query(Long.class)
        .list();
  }

  /** Says that a rollout is lost, unless something was heard of it meanwhile. */
  @Transactional
  void lose(long rollout) {
    int lost =
        database
            .sql(
                """
                update rollout set state = 'LOST'
                where id = :id and state = 'RUNNING' and touched_at < :since
                """)
            .param("id", rollout)
            .param("since", Timestamp.from(clock.instant().minus(SILENCE)))
            .update();
    if (lost > 0) {
      find(rollout).ifPresent(news::failed);
    }
  }

  /** The newest first. */
  @Transactional(readOnly = true)
  List<RolloutRow> list(int page, int size) {
    return database
        .sql(COLUMNS + "order by id desc limit :size offset :skip")
        .param("size", size)
        .param("skip", (long) page * size)
        .query(this::row)
        .list();
  }

  @Transactional(readOnly = true)
  long count() {
    return database.sql("select count(*) from rollout").query(Long.class).single();
  }

  @Transactional(readOnly = true)
  Optional<RolloutRow> find(long rollout) {
    return database
        .sql(COLUMNS + "where id = :id")
        .param("id", rollout)
        .query(this::row)
        .optional();
  }

  /** The last rollout of a node. */
  @Transactional(readOnly = true)
  Optional<RolloutRow> last(String node) {
    return database
        .sql(COLUMNS + "where node = :node order by id desc limit 1")
        .param("node", node)
        .query(this::row)
        .optional();
  }

  /** The version that was deployed to a node before this one. */
  @Transactional(readOnly = true)
  OptionalInt before(String node, int version) {
    return database
        .sql(
            """
            select version from rollout where node = :node and state = 'DONE'
              and action = 'DEPLOY' and version <> :version order by id desc limit 1
            """)
        .param("node", node)
        .param("version", version)
        .query(Integer.class)
        .optional()
        .map(OptionalInt::of)
        .orElse(OptionalInt.empty());
  }

  /** The steps of a rollout: those that began, then those to come. */
  @Transactional(readOnly = true)
  List<RolloutRow.StepRow> steps(RolloutRow rollout) {
    List<RolloutRow.StepRow> steps =
        new ArrayList<>(
            database
                .sql(
                    "select step, began_at, detail from rollout_step where rollout_id = :id order"
                        + " by id")
                .param("id", rollout.id())
                .query(
                    (row, n) ->
                        new RolloutRow.StepRow(
                            RolloutStep.valueOf(row.getString("step")),
                            Optional.of(row.getTimestamp("began_at").toInstant()),
                            row.getString("detail")))
                .list());
    if (rollout.state() == RolloutState.RUNNING) {
      List<RolloutStep> begun = steps.stream().map(RolloutRow.StepRow::step).toList();
      if (!begun.contains(RolloutStep.ROLL_BACK)) {
        boolean embedded = rollout.node().equals(NodeRow.EMBEDDED.name());
        RolloutStep.plan(rollout.action(), embedded).stream()
            .filter(step -> !begun.contains(step))
            .forEach(step -> steps.add(new RolloutRow.StepRow(step, Optional.empty(), "")));
      }
    }
    return steps;
  }

  private RolloutRow row(ResultSet row, int number) throws SQLException {
    RolloutState state = RolloutState.valueOf(row.getString("state"));
    Instant touched = row.getTimestamp("touched_at").toInstant();
    boolean lost = state == RolloutState.RUNNING && touched.plus(SILENCE).isBefore(clock.instant());
    Timestamp finished = row.getTimestamp("finished_at");
    return new RolloutRow(
        row.getLong("id"),
        row.getString("node"),
        row.getInt("version"),
        RolloutAction.valueOf(row.getString("action")),
        lost ? RolloutState.LOST : state,
        row.getString("problem"),
        row.getString("actor"),
        row.getTimestamp("created_at").toInstant(),
        finished == null ? Optional.empty() : Optional.of(finished.toInstant()));
  }

  private Timestamp now() {
    return Timestamp.from(clock.instant());
  }
}
