package io.ucad.store;

import java.util.List;

/**
 * What rereading a whole store found.
 *
 * @param versions one report each, oldest first
 * @param aliasProblems pointers that are corrupt or name no version
 */
public record StoreReport(List<VerifyReport> versions, List<StoreException> aliasProblems) {

  public StoreReport {
    versions = List.copyOf(versions);
    aliasProblems = List.copyOf(aliasProblems);
  }

  /** Whether every version and every alias is as it was published. */
  public boolean ok() {
    return aliasProblems.isEmpty() && versions.stream().allMatch(VerifyReport::ok);
  }
}
