package io.ucad.admin.audit;

import io.ucad.admin.text.Texts;
import java.time.Clock;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Where every change is written down, in the transaction that makes it. */
@Component
public class AuditLog {
  private static final int SUBJECT = 200;
  private static final int VALUE = 4000;

  private final AuditEntries entries;
  private final Clock clock;

  AuditLog(AuditEntries entries, Clock clock) {
    this.entries = entries;
    this.clock = clock;
  }

  /** Records a change by whoever is logged in. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void record(String action, String subject, String before, String after) {
    record(actor(), action, subject, before, after);
  }

  /** Records a change by somebody. */
  @Transactional(propagation = Propagation.MANDATORY)
  public void record(String actor, String action, String subject, String before, String after) {
    entries.save(
        new AuditEntry(
            new AuditRecord(
                clock.instant(),
                actor,
                action,
                Texts.cut(subject, SUBJECT),
                Texts.cut(before, VALUE),
                Texts.cut(after, VALUE))));
  }

  /** Who is logged in; {@code system} for what the program does by itself. */
  public static String actor() {
    Authentication who = SecurityContextHolder.getContext().getAuthentication();
    return who == null ? "system" : who.getName();
  }
}
