package io.ucad.admin.audit;

import java.util.List;
import org.springframework.data.domain.Pageable;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

interface AuditEntries extends Repository<AuditEntry, Long> {
  AuditEntry save(AuditEntry entry);

  long count();

  @Query(
      "select e from AuditEntry e where lower(e.actor) like :text or lower(e.action) like :text"
          + " or lower(e.subject) like :text order by e.id desc")
  List<AuditEntry> search(String text, Pageable page);
}
