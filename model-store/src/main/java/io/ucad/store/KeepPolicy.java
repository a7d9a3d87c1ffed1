package io.ucad.store;

import java.util.Set;

/**
 * Which versions a collection keeps, besides those that an alias names, that are pinned, and the
 * newest one, which are never collected.
 *
 * @param recent so many of the newest versions
 * @param ancestors whether the parents of versions that an alias names are kept, back to the first
 * @param also named versions, for example those of a report
 */
public record KeepPolicy(int recent, boolean ancestors, Set<VersionId> also) {

  public KeepPolicy {
    if (recent < 0) {
      throw new IllegalArgumentException("cannot keep " + recent + " versions");
    }
    also = Set.copyOf(also);
  }

  /** Keeps only what must be kept and so many of the newest versions. */
  public static KeepPolicy recent(int versions) {
    return new KeepPolicy(versions, false, Set.of());
  }
}
