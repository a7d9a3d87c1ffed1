package io.ucad.admin.audit;

import java.util.List;
import java.util.Locale;
import org.springframework.data.domain.PageRequest;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Reads the audit log. */
@Service
public class AuditService {
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
    String pattern = "%" + text.toLowerCase(Locale.ROOT).strip() + "%";
    return entries.search(pattern, PageRequest.of(page, Math.min(size, 500))).stream()
        .map(AuditEntry::toRecord)
        .toList();
  }
}
