package io.ucad.store;

/** What to do when somebody else published since the parent was read. */
public enum OnConflict {
  /** Throw {@link StoreException.Conflict}; the caller looks and decides. */
  FAIL,

  /**
   * Build on what is latest now, as tasks are independent files. Only when the other side changed
   * the same task, or both changed the version's attributes differently, it is a {@link
   * StoreException.Conflict}.
   */
  REBASE
}
