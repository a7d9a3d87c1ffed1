package io.ucad.admin.inspect;

import io.ucad.admin.files.ImageFiles;
import io.ucad.admin.files.ImageReferences;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.data.domain.PageRequest;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Lets the oldest inspections go when there are too many, and their images with them unless
 * something else names them. What people said something to stays.
 */
@Component
class Retention {
  /** Longer than any upload takes from writing bytes to naming them in the database. */
  private static final Duration GRACE = Duration.ofDays(1);

  private static final int BATCH = 500;

  private final Inspections inspections;
  private final ImageReferences references;
  private final ImageFiles files;
  private final TransactionTemplate transaction;
  private final int most;

  Retention(
      Inspections inspections,
      ImageReferences references,
      ImageFiles files,
      TransactionTemplate transaction,
      @Value("10000") int most) {
    this.inspections = inspections;
    this.references = references;
    this.files = files;
    this.transaction = transaction;
    this.most = most;
  }

  /** Does nothing until there are one in a hundred too many: then it pays. */
  void apply() {
    long tooMany = inspections.count() - most;
    if (tooMany <= most / 100) {
      return;
    }
    Set<String> left = new LinkedHashSet<>();
    while (tooMany > 0) {
      int some = (int) Math.min(BATCH, tooMany);
      List<String> gone = transaction.execute(status -> delete(some));
      if (gone.isEmpty()) {
        break; // the rest has feedback
      }
      left.addAll(gone);
      tooMany -= gone.size();
    }
    left.stream().filter(sha256 -> !references.has(sha256)).forEach(files::putAside);
    files.purge(GRACE, references::has);
  }

  private List<String> delete(int some) {
    List<KeptInspection> oldest = inspections.oldestWithoutFeedback(PageRequest.of(0, some));
    if (!oldest.isEmpty()) {
      inspections.delete(oldest.stream().map(KeptInspection::id).toList());
    }
    return oldest.stream().map(KeptInspection::sha256).toList();
  }
}
