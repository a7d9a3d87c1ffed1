package io.ucad.admin.deploy;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * That a version was put to work on a node or taken away from it.
 *
 * @param problem why it failed; empty unless it did
 */
public record RolloutRow(
    long id,
    String node,
    int version,
    RolloutAction action,
    RolloutState state,
    String problem,
    String actor,
    Instant createdAt,
    Optional<Instant> finishedAt) {

  /** One step, begun or still to come. */
  public record StepRow(RolloutStep step, Optional<Instant> beganAt, String detail) {}

  /**
   * A rollout step by step.
   *
   * @param steps in order, those to come included unless it has failed
   */
  public record Detail(RolloutRow rollout, List<StepRow> steps) {
    public Detail {
      steps = List.copyOf(steps);
    }
  }
}
