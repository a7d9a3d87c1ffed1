package io.ucad.admin.audit;

import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.springframework.data.domain.PageRequest;
import org.springframework.data.domain.Pageable;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Reads the audit log. */
@Service
public class AuditService {
  private static final int MOST = 500;

  /** What both databases can compare with. */
  private static final Instant FIRST = Instant.parse("1970-01-01T00:00:00Z");

  private static final Instant LAST = Instant.parse("9999-01-01T00:00:00Z");

  private final AuditEntries entries;

  AuditService(AuditEntries entries) {
    this.entries = entries;
  }

  /**
   * A page of the changes whose actor, action or subject holds a text, newest first.
   *
   * @param page from 0
   * @param size of a page, at most 500
   */
  @PreAuthorize("hasRole('ADMIN')")
  @Transactional(readOnly = true)
  public List<AuditRecord> search(String text, int page, int size) {
    return search(AuditQuery.of(text), page, size);
  }

  /**
   * A page of the changes that are looked for, newest first.
   *
   * @param page from 0
   * @param size of a page, at most 500
   */
  @PreAuthorize("hasRole('ADMIN')")
  @Transactional(readOnly = true)
  public List<AuditRecord> search(AuditQuery query, int page, int size) {
    return entries
        .search(
            within(query.text()),
            exactly(query.actor()),
            beginning(query.action()),
            within(query.subject()),
            query.from().orElse(FIRST),
            query.until().orElse(LAST),
            PageRequest.of(page, Math.min(size, MOST)))
        .stream()
        .map(AuditEntry::toRecord)
        .toList();
  }

  /** How many changes {@link #search} has over all pages. */
  @PreAuthorize("hasRole('ADMIN')")
  @Transactional(readOnly = true)
  public long count(AuditQuery query) {
    return entries.count(
        within(query.text()),
        exactly(query.actor()),
        beginning(query.action()),
        within(query.subject()),
        query.from().orElse(FIRST),
        query.until().orElse(LAST));
  }

  /** Who changed anything so far, by name; at most 500. */
  @PreAuthorize("hasRole('ADMIN')")
  @Transactional(readOnly = true)
  public List<String> actors() {
    return entries.actors(PageRequest.of(0, MOST));
  }

  /** What was done so far, by name; at most 500. */
  @PreAuthorize("hasRole('ADMIN')")
  @Transactional(readOnly = true)
  public List<String> actions() {
    return entries.actions(PageRequest.of(0, MOST));
  }

  /**
   * Hands out all changes that are looked for, newest first, one after another: however many there
   * are, a few hundred are in memory. What is added meanwhile is not among them.
   */
  @PreAuthorize("hasRole('ADMIN')")
  public void export(AuditQuery query, Consumer<AuditRecord> reader) {
    Pageable few = PageRequest.of(0, MOST);
    long before = Long.MAX_VALUE;
    List<AuditEntry> page;
    do {
      page =
          entries.before(
              within(query.text()),
              exactly(query.actor()),
              beginning(query.action()),
              within(query.subject()),
              query.from().orElse(FIRST),
              query.until().orElse(LAST),
              before,
              few);
      for (AuditEntry entry : page) {
        reader.accept(entry.toRecord());
        before = entry.id();
      }
    } while (page.size() == MOST);
  }

  private static String within(String text) {
    return "%" + meant(text) + "%";
  }

  private static String beginning(String text) {
    return meant(text) + "%";
  }

  private static String exactly(String text) {
    return text.isBlank() ? "%" : meant(text);
  }

  /** A text whose {@code %} and {@code _} stand for themselves. */
  private static String meant(String text) {
    return text.toLowerCase(Locale.ROOT).strip().replaceAll("([\\\\%_])", "\\\\$1");
  }
}
