package io.ucad.admin.audit;

import java.time.Instant;
import java.util.Optional;

/**
 * Which changes are looked for. Empty texts match everything; upper and lower case are the same.
 *
 * @param text is part of the actor, the action or the subject
 * @param actor is the name of who did it
 * @param action begins what was done: {@code version.} finds {@code version.promote}
 * @param subject is part of what it was done to
 * @param from first moment
 * @param until first moment that no longer counts
 */
public record AuditQuery(
    String text,
    String actor,
    String action,
    String subject,
    Optional<Instant> from,
    Optional<Instant> until) {

  /** Changes whose actor, action or subject holds a text. */
  public static AuditQuery of(String text) {
    return new AuditQuery(text, "", "", "", Optional.empty(), Optional.empty());
  }
}
