package io.ucad.store;

import java.util.List;

/**
 * What rereading a version found.
 *
 * @param files how many tasks' files were read to their end and found unchanged
 * @param bytes how many bytes these have
 * @param problems everything that is wrong; empty when the version is as it was published
 */
public record VerifyReport(
    VersionId version, int files, long bytes, List<StoreException> problems) {

  public VerifyReport {
    problems = List.copyOf(problems);
  }

  /** Whether every byte is as it was published. */
  public boolean ok() {
    return problems.isEmpty();
  }
}
