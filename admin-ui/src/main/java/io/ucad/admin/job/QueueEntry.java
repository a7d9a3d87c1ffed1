package io.ucad.admin.job;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of a job's entry in the scheduler's table.
 *
 * @param fence token of the attempt before the entry was made: an ended attempt's entry may not be
 *     gone yet when the job is tried again, so the new one gets a name of its own
 */
record QueueEntry(long job, long fence) {
  private static final Pattern NAME = Pattern.compile("job-(\\d{1,18})-(\\d{1,18})");

  /** Empty for a name that we never gave. */
  static Optional<QueueEntry> parse(String name) {
    Matcher matcher = NAME.matcher(name);
    return matcher.matches()
        ? Optional.of(
            new QueueEntry(Long.parseLong(matcher.group(1)), Long.parseLong(matcher.group(2))))
        : Optional.empty();
  }

  @Override
  public String toString() {
    return "job-%d-%d".formatted(job, fence);
  }
}
