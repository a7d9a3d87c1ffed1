package io.ucad.admin.inspect;

/** What became of the offer to take an inspected image into its task. */
public enum Proposal {
  /** Nothing is offered. */
  NONE,
  /** Nobody has decided yet. */
  OPEN,
  ACCEPTED,
  DECLINED
}
