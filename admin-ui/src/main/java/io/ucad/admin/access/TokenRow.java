package io.ucad.admin.access;

import java.time.Instant;

/**
 * A token as a list shows it; its secret cannot be shown again.
 *
 * @param valid whether it is neither expired nor revoked, and may be used
 */
public record TokenRow(
    long id,
    String user,
    String label,
    Role role,
    Instant createdAt,
    Instant expiresAt,
    boolean valid) {}
