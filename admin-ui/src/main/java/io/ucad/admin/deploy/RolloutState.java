package io.ucad.admin.deploy;

/** How a rollout is. */
public enum RolloutState {
  RUNNING,
  DONE,
  FAILED,
  /** The process that did it is gone; look at the node before trying again. */
  LOST
}
