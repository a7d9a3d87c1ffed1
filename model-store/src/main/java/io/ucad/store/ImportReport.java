package io.ucad.store;

import java.util.List;

/**
 * What an import made.
 *
 * @param version the new version; its parent is the version here that it was built on, if that can
 *     be told from the bytes of its tasks
 * @param original the number that it had in the store it came from
 * @param shared tasks whose bytes were here already and are not stored twice
 * @param latest whether {@code latest} names it now
 */
public record ImportReport(
    Version version, VersionId original, List<TaskName> shared, boolean latest) {

  public ImportReport {
    shared = List.copyOf(shared);
  }
}
