package io.ucad.admin.job;

import java.time.Instant;

/** A line of a job's log. */
public record LogLine(Instant at, LogLevel level, String text) {}
