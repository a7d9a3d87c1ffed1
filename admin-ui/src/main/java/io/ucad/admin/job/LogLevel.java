package io.ucad.admin.job;

/** How much a line of a job's log matters. */
public enum LogLevel {
  INFO,
  WARN,
  ERROR
}
