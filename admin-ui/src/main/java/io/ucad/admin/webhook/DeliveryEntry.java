package io.ucad.admin.webhook;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The name of a delivery's entry in the scheduler's table.
 *
 * @param round how often somebody asked for it to be sent: the entry of an earlier round may still
 *     be there, and finds nothing to do
 */
record DeliveryEntry(long delivery, int round) {
  private static final Pattern NAME = Pattern.compile("delivery-(\\d{1,18})-(\\d{1,9})");

  /** Empty for a name that we never gave. */
  static Optional<DeliveryEntry> parse(String name) {
    Matcher matcher = NAME.matcher(name);
    return matcher.matches()
        ? Optional.of(
            new DeliveryEntry(Long.parseLong(matcher.group(1)), Integer.parseInt(matcher.group(2))))
        : Optional.empty();
  }

  @Override
  public String toString() {
    return "delivery-%d-%d".formatted(delivery, round);
  }
}
