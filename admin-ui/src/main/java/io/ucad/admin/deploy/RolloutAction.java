package io.ucad.admin.deploy;

/** What is done to a node. */
public enum RolloutAction {
  DEPLOY,
  UNDEPLOY
}
