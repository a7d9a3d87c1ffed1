package io.ucad.admin.api;

import io.ucad.admin.version.VersionCard;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A version of the model.
 *
 * @param parent that it is built on; null for the first
 * @param job that made it; null if it was not made here
 * @param tasks how many it holds
 * @param bytes of all its tasks
 * @param aliases that name it
 */
record ApiVersion(
    int number,
    String name,
    @Nullable Integer parent,
    @Nullable Long job,
    Instant createdAt,
    String summary,
    int tasks,
    long bytes,
    List<String> aliases) {
  static ApiVersion of(VersionCard version) {
    return new ApiVersion(
        version.number(),
        version.name(),
        version.parent().orElse(null),
        version.job().orElse(null),
        version.createdAt(),
        version.summary(),
        version.tasks(),
        version.bytes(),
        version.aliases());
  }
}
