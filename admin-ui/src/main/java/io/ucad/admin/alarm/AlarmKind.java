package io.ucad.admin.alarm;

/** What an alarm is about. */
public enum AlarmKind {
  /** What is inspected of a task no longer looks like what it was learned from. */
  DRIFT,

  /** Jobs wait, and no worker takes them. */
  QUEUE
}
