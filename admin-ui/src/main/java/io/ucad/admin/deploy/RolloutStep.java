package io.ucad.admin.deploy;

import io.ucad.deployment.Step;
import java.util.List;

/** The steps of putting a version to work; {@link #ROLL_BACK} takes the place of the rest. */
public enum RolloutStep {
  /** Write the model directory that DJL Serving loads. */
  PACKAGE,
  LOOK,
  STAGE,
  TEST_STAGED,
  UNSTAGE,
  REGISTER,
  /** Reread every byte of the version. */
  VERIFY,
  /** Load and warm it up beside the one that serves. */
  LOAD,
  /** Ask it about the images that it keeps with their answers. */
  TEST,
  /** Move the alias. */
  SWITCH,
  DRAIN,
  REMOVE_OLD,
  DONE,
  ROLL_BACK;

  private static final List<RolloutStep> EMBEDDED = List.of(VERIFY, LOAD, TEST, SWITCH, DONE);
  private static final List<RolloutStep> DJL =
      List.of(PACKAGE, LOOK, STAGE, TEST_STAGED, UNSTAGE, REGISTER, TEST, DRAIN, REMOVE_OLD, DONE);
  private static final List<RolloutStep> REMOVAL = List.of(REMOVE_OLD, DONE);

  static RolloutStep of(Step step) {
    return valueOf(step.name());
  }

  /** What is to come, in order. */
  static List<RolloutStep> plan(RolloutAction action, boolean embedded) {
    if (action == RolloutAction.UNDEPLOY) {
      return REMOVAL;
    }
    return embedded ? EMBEDDED : DJL;
  }
}
