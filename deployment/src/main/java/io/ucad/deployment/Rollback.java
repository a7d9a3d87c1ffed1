package io.ucad.deployment;

import java.util.List;
import java.util.Optional;

/** Takes back what a deployment registered. */
final class Rollback {
  private static final int ATTEMPTS = 3;

  private final ServingNode node;
  private final DeploymentListener listener;

  Rollback(ServingNode node, DeploymentListener listener) {
    this.node = node;
    this.listener = listener;
  }

  /** Throws {@link DeploymentException.RollbackIncomplete} when something resists. */
  void run(List<ModelVersion> made, RuntimeException failure) {
    // Calls fail in an interrupted thread, and these must be made.
    boolean interrupted = Thread.interrupted();
    try {
      for (ModelVersion version : made) {
        remove(version, failure);
      }
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  /** Also looks, as a registration that timed out may arrive after it was taken back. */
  private void remove(ModelVersion version, RuntimeException failure) {
    listener.step(Step.ROLL_BACK, version + ": " + failure.getMessage());
    for (int attempt = 1; ; attempt++) {
      try {
        node.unregister(version);
        Optional<Condition> left = node.condition(version);
        if (left.isEmpty()) {
          return;
        }
        throw new DeploymentException.NotReady(
            version.toString(), "nothing", left.get().toString());
      } catch (DeploymentException e) {
        if (attempt == ATTEMPTS) {
          failure.addSuppressed(e);
          throw new DeploymentException.RollbackIncomplete(version.toString(), failure);
        }
      }
    }
  }
}
