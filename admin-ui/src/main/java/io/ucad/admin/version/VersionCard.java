package io.ucad.admin.version;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A version as a list shows it.
 *
 * @param job that made it, if it was made here
 * @param tasks how many it holds
 * @param bytes of all its tasks; those it shares with its parent take no room twice
 */
public record VersionCard(
    int number,
    Optional<Integer> parent,
    Optional<Long> job,
    Instant createdAt,
    String summary,
    int tasks,
    long bytes,
    List<String> aliases) {
  public VersionCard {
    aliases = List.copyOf(aliases);
  }

  /** Its name in the store: {@code v7}. */
  public String name() {
    return "v" + number;
  }
}
