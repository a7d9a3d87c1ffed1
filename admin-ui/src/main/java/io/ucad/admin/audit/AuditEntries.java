package io.ucad.admin.audit;

import java.time.Instant;
import java.util.List;
import org.springframework.data.domain.Pageable;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface AuditEntries extends Repository<AuditEntry, Long> {
  /** Patterns are in lower case, with {@code \} before what is meant as it stands. */
  String MATCH =
      " from AuditEntry e where (lower(e.actor) like :text escape '\\' or lower(e.action) like"
          + " :text escape '\\' or lower(e.subject) like :text escape '\\') and lower(e.actor) like"
          + " :actor escape '\\' and lower(e.action) like :action escape '\\' and lower(e.subject)"
          + " like :subject escape '\\' and e.at >= :from and e.at < :until";

  AuditEntry save(AuditEntry entry);

  long count();

  @Query("select e" + MATCH + " order by e.id desc")
  List<AuditEntry> search(
      String text,
      String actor,
      String action,
      String subject,
      Instant from,
      Instant until,
      Pageable page);

  @Query("select count(e)" + MATCH)
  long count(String text, String actor, String action, String subject, Instant from, Instant until);

  @Query("select distinct e.actor from AuditEntry e order by e.actor")
  List<String> actors(Pageable page);

  @Query("select distinct e.action from AuditEntry e order by e.action")
  List<String> actions(Pageable page);

  /** As {@link #search}, from an entry on back in time: pages do not shift while entries come. */
  @Query("select e" + MATCH + " and e.id < :before order by e.id desc")
  List<AuditEntry> before(
      String text,
      String actor,
      String action,
      String subject,
      Instant from,
      Instant until,
      long before,
      Pageable page);
}
