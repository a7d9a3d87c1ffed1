package io.ucad.admin.audit;

import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One change. Entries are only ever added. */
@Entity(name = "AuditEntry")
class AuditEntry {
  @Id
  @GeneratedValue(strategy = GenerationType.IDENTITY)
  private @Nullable Long id;

  private Instant at;
  private String actor;
  private String action;
  private String subject;
  private String beforeValue;
  private String afterValue;

  protected AuditEntry() {}

  AuditEntry(AuditRecord entry) {
    at = entry.at();
    actor = entry.actor();
    action = entry.action();
    subject = entry.subject();
    beforeValue = entry.before();
    afterValue = entry.after();
  }

  long id() {
    return Objects.requireNonNull(id);
  }

  AuditRecord toRecord() {
    return new AuditRecord(at, actor, action, subject, beforeValue, afterValue);
  }
}
