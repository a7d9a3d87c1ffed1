package io.ucad.admin.deploy;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonParser;
import io.ucad.admin.text.Texts;
import io.ucad.detector.Verdict;
import io.ucad.trainer.evaluate.Judgement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.StreamSupport;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * What is known of comparisons, in the database, so that every node shows the same and a restart
 * loses none. One that nothing was heard of for a while is lost, as a rollout is.
 */
@Component
class ShadowLedger {
  /** Comparisons that are kept. */
  static final int KEPT = 200;

  private static final int PROBLEM = 1000;

  private final JdbcClient database;
  private final Clock clock;

  ShadowLedger(JdbcClient database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  @Transactional
  long begin(String task, int a, int b, int total) {
    var key = new GeneratedKeyHolder();
    database
        .sql(
            """
            insert into shadow_comparison
              (task, version_a, version_b, state, done, total, rerouted, flips, problem, touched_at)
            values (:task, :a, :b, 'RUNNING', 0, :total, 0, '[]', '', :now)
            """)
        .param("task", task)
        .param("a", a)
        .param("b", b)
        .param("total", total)
        .param("now", now())
        .update(key, "id");
    long id = Objects.requireNonNull(key.getKey()).longValue();
    database
        .sql("delete from shadow_comparison where id <= :last")
        .param("last", id - KEPT)
        .update();
    return id;
  }

  @Transactional
  void progress(long id, int done) {
    database
        .sql("update shadow_comparison set done = :done, touched_at = :now where id = :id")
        .param("done", done)
        .param("now", now())
        .param("id", id)
        .update();
  }

  @Transactional
  void done(long id, int done, long rerouted, List<ShadowRow.Flip> flips) {
    database
        .sql(
            """
            update shadow_comparison set state = 'DONE', done = :done, rerouted = :rerouted,
              flips = :flips, touched_at = :now
            where id = :id
            """)
        .param("done", done)
        .param("rerouted", rerouted)
        .param("flips", json(flips))
        .param("now", now())
        .param("id", id)
        .update();
  }

  @Transactional
  void failed(long id, String problem) {
    database
        .sql(
            """
            update shadow_comparison set state = 'FAILED', problem = :problem, touched_at = :now
            where id = :id
            """)
        .param("problem", Texts.cut(problem, PROBLEM))
        .param("now", now())
        .param("id", id)
        .update();
  }

  @Transactional(readOnly = true)
  Optional<ShadowRow> find(long id) {
    return database
        .sql(
            """
            select id, task, version_a, version_b, state, done, total, rerouted, flips, problem,
              touched_at
            from shadow_comparison where id = :id
            """)
        .param("id", id)
        .query((row, n) -> read(row))
        .optional();
  }

  private ShadowRow read(ResultSet row) throws SQLException {
    RolloutState state = RolloutState.valueOf(row.getString("state"));
    boolean silent =
        row.getTimestamp("touched_at")
            .toInstant()
            .isBefore(clock.instant().minus(RolloutLedger.SILENCE));
    return new ShadowRow(
        row.getLong("id"),
        row.getString("task"),
        row.getInt("version_a"),
        row.getInt("version_b"),
        state == RolloutState.RUNNING && silent ? RolloutState.LOST : state,
        row.getInt("done"),
        row.getInt("total"),
        row.getLong("rerouted"),
        flips(row.getString("flips")),
        row.getString("problem"));
  }

  private static String json(List<ShadowRow.Flip> flips) {
    var all = new JsonArray();
    for (ShadowRow.Flip flip : flips) {
      var one = new JsonArray();
      one.add(flip.image());
      one.add(flip.sha256());
      one.add(json(flip.a()));
      one.add(json(flip.b()));
      all.add(one);
    }
    return all.toString();
  }

  private static JsonArray json(Judgement judgement) {
    var all = new JsonArray();
    all.add(judgement.verdict().name());
    judgement.task().ifPresentOrElse(all::add, () -> all.add(JsonNull.INSTANCE));
    if (judgement.score().isPresent()) {
      all.add(judgement.score().getAsDouble());
    } else {
      all.add(JsonNull.INSTANCE);
    }
    return all;
  }

  private static List<ShadowRow.Flip> flips(String json) {
    return StreamSupport.stream(JsonParser.parseString(json).getAsJsonArray().spliterator(), false)
        .map(JsonElement::getAsJsonArray)
        .map(
            flip ->
                new ShadowRow.Flip(
                    flip.get(0).getAsString(),
                    flip.get(1).getAsString(),
                    judgement(flip.get(2).getAsJsonArray()),
                    judgement(flip.get(3).getAsJsonArray())))
        .toList();
  }

  private static Judgement judgement(JsonArray json) {
    return new Judgement(
        Verdict.valueOf(json.get(0).getAsString()),
        json.get(1).isJsonNull() ? Optional.empty() : Optional.of(json.get(1).getAsString()),
        json.get(2).isJsonNull()
            ? OptionalDouble.empty()
            : OptionalDouble.of(json.get(2).getAsDouble()));
  }

  private Timestamp now() {
    return Timestamp.from(clock.instant());
  }
}
