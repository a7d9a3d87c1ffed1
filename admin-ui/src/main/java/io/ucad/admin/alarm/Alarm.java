package io.ucad.admin.alarm;

import java.time.Instant;

/**
 * Something that somebody should look at.
 *
 * @param subject name of the task, or empty
 * @param figures what was measured, for people; the same in every language
 */
public record Alarm(AlarmKind kind, String subject, String figures, Instant raisedAt) {}
