package io.ucad.admin.webhook;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.GeneratedKeyHolder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * What is known of deliveries. Every write names the round that it belongs to: what somebody asked
 * to be sent once more is not ended by an attempt of before.
 */
@Component
class DeliveryLedger {
  private static final String COLUMNS =
      "select uuid, webhook_id, event, state, attempts, outcome, status, created_at, next_at,"
          + " ended_at from webhook_delivery ";
  private static final String CURRENT = " where id = :id and round = :round and state = 'WAITING'";

  private final JdbcClient database;
  private final Clock clock;

  DeliveryLedger(JdbcClient database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /** Something is to be sent. */
  @Transactional
  DeliveryEntry add(long webhook, String uuid, HookEvent event, String body) {
    var key = new GeneratedKeyHolder();
    database
        .sql(
            """
            insert into webhook_delivery (uuid, webhook_id, event, body, state, round, attempts,
              created_at, asked_at, next_at)
            values (:uuid, :webhook, :event, :body, 'WAITING', 1, 0, :now, :now, :now)
            """)
        .param("uuid", uuid)
        .param("webhook", webhook)
        .param("event", event.name())
        .param("body", body)
        .param("now", now())
        .update(key, "id");
    return new DeliveryEntry(Objects.requireNonNull(key.getKey()).longValue(), 1);
  }

  /** What is to be sent; empty if that is over, or another round has begun. */
  @Transactional(readOnly = true)
  Optional<Parcel> parcel(DeliveryEntry entry) {
    return database
        .sql(
            """
            select d.uuid, d.event, d.body, d.attempts, d.asked_at, d.next_at, w.address, w.secret,
              w.enabled from webhook_delivery d left join webhook w on w.id = d.webhook_id
            where d.id = :id and d.round = :round and d.state = 'WAITING'
            """)
        .param("id", entry.delivery())
        .param("round", entry.round())
        .query(
            (row, n) ->
                new Parcel(
                    entry,
                    row.getString("uuid"),
                    HookEvent.valueOf(row.getString("event")),
                    row.getString("body"),
                    row.getInt("attempts"),
                    row.getTimestamp("asked_at").toInstant(),
                    row.getTimestamp("next_at").toInstant(),
                    addressee(row)))
        .optional();
  }

  private static Optional<Parcel.Addressee> addressee(ResultSet row) throws SQLException {
    String address = row.getString("address");
    return address == null
        ? Optional.empty()
        : Optional.of(
            new Parcel.Addressee(address, row.getString("secret"), row.getBoolean("enabled")));
  }

  /** An attempt begins. It counts even if nobody lives to see its end. */
  @Transactional
  boolean begin(Parcel parcel) {
    return current(
                "update webhook_delivery set attempts = attempts + 1"
                    + CURRENT
                    + " and attempts = :attempts",
                parcel)
            .param("attempts", parcel.attempts())
            .update()
        > 0;
  }

  /** An attempt failed and is repeated. */
  @Transactional
  boolean postpone(Parcel parcel, Answer answer, Instant next) {
    return current(
                "update webhook_delivery set outcome = :outcome, status = :status, next_at = :next"
                    + CURRENT,
                parcel)
            .param("outcome", answer.outcome().name())
            .param("status", status(answer))
            .param("next", Timestamp.from(next))
            .update()
        > 0;
  }

  /** Nothing more will be tried. */
  @Transactional
  boolean end(Parcel parcel, DeliveryState state, Answer answer) {
    return current(
                """
                update webhook_delivery set state = :state, outcome = :outcome, status = :status,
                  next_at = null, ended_at = :now
                """
                    + CURRENT,
                parcel)
            .param("state", state.name())
            .param("outcome", answer.outcome().name())
            .param("status", status(answer))
            .param("now", now())
            .update()
        > 0;
  }

  private JdbcClient.StatementSpec current(String sql, Parcel parcel) {
    return database
        .sql(sql)
        .param("id", parcel.entry().delivery())
        .param("round", parcel.entry().round());
  }

  /** It is to be sent once more, whatever became of it. Empty if the webhook has no such one. */
  @Transactional
  Optional<DeliveryEntry> again(long webhook, String uuid) {
    int found =
        database
            .sql(
                """
                update webhook_delivery set state = 'WAITING', round = round + 1, attempts = 0,
                  asked_at = :now, next_at = :now, ended_at = null
                where webhook_id = :webhook and uuid = :uuid
                """)
            .param("now", now())
            .param("webhook", webhook)
            .param("uuid", uuid)
            .update();
    return found == 0
        ? Optional.empty()
        : database
            .sql("select id, round from webhook_delivery where uuid = :uuid")
            .param("uuid", uuid)
            .query((row, n) -> new DeliveryEntry(row.getLong("id"), row.getInt("round")))
            .optional();
  }

  /** A page of a webhook's deliveries, newest first. */
  @Transactional(readOnly = true)
  List<DeliveryRow> list(long webhook, int page, int size) {
    return database
        .sql(COLUMNS + "where webhook_id = :webhook order by id desc limit :size offset :skip")
        .param("webhook", webhook)
        .param("size", size)
        .param("skip", (long) page * size)
        .query(DeliveryLedger::row)
        .list();
  }

  @Transactional(readOnly = true)
  long count(long webhook) {
    return database
        .sql("select count(*) from webhook_delivery where webhook_id = :webhook")
        .param("webhook", webhook)
        .query(Long.class)
        .single();
  }

  @Transactional(readOnly = true)
  Optional<DeliveryRow> find(long webhook, String uuid) {
    return database
        .sql(COLUMNS + "where webhook_id = :webhook and uuid = :uuid")
        .param("webhook", webhook)
        .param("uuid", uuid)
        .query(DeliveryLedger::row)
        .optional();
  }

  /** The last delivery of each of some webhooks that has any. */
  @Transactional(readOnly = true)
  Map<Long, DeliveryRow> last(Collection<Long> webhooks) {
    if (webhooks.isEmpty()) {
      return Map.of();
    }
    return database
        .sql(
            COLUMNS
                + "where id in (select max(id) from webhook_delivery where webhook_id in (:webhooks)"
                + " group by webhook_id)")
        .param("webhooks", webhooks)
        .query((row, n) -> Map.entry(row.getLong("webhook_id"), row(row, n)))
        .list()
        .stream()
        .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
  }

  /** How many are to be sent. */
  @Transactional(readOnly = true)
  long waiting() {
    return database
        .sql("select count(*) from webhook_delivery where state = 'WAITING'")
        .query(Long.class)
        .single();
  }

  /** Forgets all of a webhook; entries of the queue that are left find nothing to do. */
  @Transactional
  void forget(long webhook) {
    database
        .sql("delete from webhook_delivery where webhook_id = :webhook")
        .param("webhook", webhook)
        .update();
  }

  /**
   * Forgets what has ended.
   *
   * @param before what ended earlier goes
   * @param most so many of the newest may stay
   */
  @Transactional
  void forget(Instant before, int most) {
    database
        .sql("delete from webhook_delivery where state <> 'WAITING' and ended_at < :before")
        .param("before", Timestamp.from(before))
        .update();
    database
        .sql(
            """
            delete from webhook_delivery where state <> 'WAITING' and id <= (
              select id from webhook_delivery where state <> 'WAITING'
              order by id desc limit 1 offset :most)
            """)
        .param("most", most)
        .update();
  }

  private static DeliveryRow row(ResultSet row, int number) throws SQLException {
    String outcome = row.getString("outcome");
    int status = row.getInt("status");
    return new DeliveryRow(
        row.getString("uuid"),
        HookEvent.valueOf(row.getString("event")),
        DeliveryState.valueOf(row.getString("state")),
        row.getInt("attempts"),
        Optional.ofNullable(outcome).map(Outcome::valueOf),
        status == 0 ? OptionalInt.empty() : OptionalInt.of(status),
        row.getTimestamp("created_at").toInstant(),
        instant(row, "next_at"),
        instant(row, "ended_at"));
  }

  private static Optional<Instant> instant(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getTimestamp(column)).map(Timestamp::toInstant);
  }

  private static @Nullable Integer status(Answer answer) {
    return answer.status() == 0 ? null : answer.status();
  }

  private Timestamp now() {
    return Timestamp.from(clock.instant());
  }
}
