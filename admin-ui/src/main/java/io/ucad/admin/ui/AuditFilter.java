package io.ucad.admin.ui;

import com.vaadin.flow.router.QueryParameters;
import io.ucad.admin.audit.AuditQuery;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Which changes the screen shows, as it stands behind the question mark of its address.
 *
 * @param text is part of the actor, the action or the subject
 * @param actor is the name of who did it
 * @param action begins what was done
 * @param subject is part of what it was done to
 * @param from first day
 * @param to last day
 */
record AuditFilter(
    String text,
    String actor,
    String action,
    String subject,
    Optional<LocalDate> from,
    Optional<LocalDate> to) {

  /** What an address says; what is no day is no limit. */
  static AuditFilter of(QueryParameters query) {
    return new AuditFilter(
        text(query, "text"),
        text(query, "actor"),
        text(query, "action"),
        text(query, "subject"),
        day(query, "from"),
        day(query, "to"));
  }

  private static String text(QueryParameters query, String name) {
    return query.getSingleParameter(name).orElse("");
  }

  private static Optional<LocalDate> day(QueryParameters query, String name) {
    try {
      return query.getSingleParameter(name).map(LocalDate::parse);
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** What the address is to say. */
  QueryParameters parameters() {
    Map<String, String> set = new LinkedHashMap<>();
    set.put("text", text);
    set.put("actor", actor);
    set.put("action", action);
    set.put("subject", subject);
    set.put("from", from.map(LocalDate::toString).orElse(""));
    set.put("to", to.map(LocalDate::toString).orElse(""));
    set.values().removeIf(String::isBlank);
    return QueryParameters.simple(set);
  }

  /** The same as a question to the log; days are those of the server. */
  AuditQuery query() {
    ZoneId zone = ZoneId.systemDefault();
    return new AuditQuery(
        text,
        actor,
        action,
        subject,
        from.map(day -> day.atStartOfDay(zone).toInstant()),
        to.map(day -> day.plusDays(1).atStartOfDay(zone).toInstant()));
  }
}
