package io.ucad.admin.inspect;

/** What a person says to a verdict. */
public enum Feedback {
  NONE,
  /** The part is good. */
  FALSE_ALARM,
  /** The part is defective. */
  MISSED
}
