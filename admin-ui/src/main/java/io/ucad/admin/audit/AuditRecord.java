package io.ucad.admin.audit;

import java.time.Instant;

/**
 * One change.
 *
 * @param actor name of the user, or {@code system}
 * @param action what was done, such as {@code task.register}
 * @param subject what it was done to
 * @param before how it was, empty for something new
 * @param after how it is, empty for something removed
 */
public record AuditRecord(
    Instant at, String actor, String action, String subject, String before, String after) {}
