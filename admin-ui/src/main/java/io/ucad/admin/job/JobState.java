package io.ucad.admin.job;

/** Where a job is. Every job ends in exactly one of the last three. */
public enum JobState {
  QUEUED,
  RUNNING,
  DONE,
  FAILED,
  CANCELLED;

  /** Whether nothing more will happen by itself. */
  public boolean ended() {
    return this == DONE || this == FAILED || this == CANCELLED;
  }
}
