package io.ucad.admin.access;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * A token as a list shows it; its secret cannot be shown again.
 *
 * @param scopes what it is good for
 * @param lastUsedAt to the minute; empty if it never was
 * @param valid whether it is neither expired nor revoked, and may be used
 */
public record TokenRow(
    long id,
    String user,
    String label,
    Set<TokenScope> scopes,
    Instant createdAt,
    Instant expiresAt,
    Optional<Instant> lastUsedAt,
    boolean valid) {
  public TokenRow {
    scopes = Set.copyOf(scopes);
  }
}
