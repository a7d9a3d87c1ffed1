package io.ucad.admin.settings;

/** What a process does: answer browsers, learn, or both. */
public enum NodeRole {
  UI,
  WORKER,
  ALL;

  /** Whether jobs run here. */
  public boolean works() {
    return this != UI;
  }

  /** Whether the screens are served here. */
  public boolean serves() {
    return this != WORKER;
  }
}
