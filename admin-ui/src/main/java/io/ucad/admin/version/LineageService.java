package io.ucad.admin.version;

import java.util.List;
import org.springframework.security.access.prepost.PreAuthorize;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** Where every version came from. */
@Service
public class LineageService {
  private static final int MOST = 500;

  private final ModelVersions versions;

  LineageService(ModelVersions versions) {
    this.versions = versions;
  }

  /**
   * A page of the tree of versions, newest first.
   *
   * @param page from 0
   * @param size of a page, at most 500
   */
  @PreAuthorize("hasRole('VIEWER')")
  @Transactional(readOnly = true)
  public List<Lineage.Row> rows(int page, int size) {
    List<Lineage.Row> rows = Lineage.of(versions.parents(Integer.MAX_VALUE)).rows();
    int most = Math.min(size, MOST);
    int from = (int) Math.min(rows.size(), (long) page * most);
    return rows.subList(from, Math.min(rows.size(), from + most));
  }
}
