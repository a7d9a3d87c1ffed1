package io.ucad.admin.access;

import java.time.Instant;

/**
 * A user as a list shows it.
 *
 * @param newcomer whether the password must be changed at the next login
 */
public record UserRow(
    String name, Role role, boolean enabled, boolean newcomer, Instant createdAt) {}
