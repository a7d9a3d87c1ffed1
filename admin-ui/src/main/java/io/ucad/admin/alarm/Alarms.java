package io.ucad.admin.alarm;

import io.ucad.admin.text.Texts;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionTemplate;

/** Raises and clears alarms. For the program itself, not for people. */
@Component
public class Alarms {
  private static final int FIGURES = 500;

  private final JdbcClient database;
  private final AlarmNews news;
  private final TransactionTemplate transaction;
  private final Clock clock;

  Alarms(JdbcClient database, AlarmNews news, TransactionTemplate transaction, Clock clock) {
    this.database = database;
    this.news = news;
    this.transaction = transaction;
    this.clock = clock;
  }

  /**
   * Raises an alarm; one that is open already stays as it is, whoever raised it.
   *
   * @return whether it is new
   */
  public boolean raise(AlarmKind kind, String subject, String figures) {
    String shown = Texts.cut(figures, FIGURES);
    try {
      transaction.executeWithoutResult(status -> insert(kind, subject, shown));
      return true;
    } catch (DuplicateKeyException e) {
      return false;
    }
  }

  private void insert(AlarmKind kind, String subject, String figures) {
    database
        .sql(
            """
            insert into alarm (kind, subject, figures, raised_at, open_key)
            values (:kind, :subject, :figures, :now, :key)
            """)
        .param("kind", kind.name())
        .param("subject", subject)
        .param("figures", figures)
        .param("now", Timestamp.from(clock.instant()))
        .param("key", key(kind, subject))
        .update();
    news.raised(kind, subject, figures);
  }

  /**
   * Clears an alarm.
   *
   * @return whether it was open
   */
  @Transactional
  public boolean clear(AlarmKind kind, String subject) {
    boolean open =
        database
                .sql("update alarm set cleared_at = :now, open_key = null where open_key = :key")
                .param("now", Timestamp.from(clock.instant()))
                .param("key", key(kind, subject))
                .update()
            > 0;
    if (open) {
      news.cleared(kind, subject);
    }
    return open;
  }

  /** The open ones, newest first. */
  List<Alarm> open(int most) {
    return database
        .sql(
            """
            select kind, subject, figures, raised_at from alarm where open_key is not null
            order by raised_at desc, id desc fetch first :most rows only
            """)
        .param("most", most)
        .query(
            (row, n) ->
                new Alarm(
                    AlarmKind.valueOf(row.getString("kind")),
                    row.getString("subject"),
                    row.getString("figures"),
                    row.getTimestamp("raised_at").toInstant()))
        .list();
  }

  private static String key(AlarmKind kind, String subject) {
    return kind + " " + subject;
  }
}
