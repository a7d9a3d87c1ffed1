package io.ucad.deployment;

/** The steps of a deployment, in their order; {@link #ROLL_BACK} takes the place of the rest. */
public enum Step {
  /** What is on the server? */
  LOOK,
  /** Load the package under a private name, where no client sends anything. */
  STAGE,
  /** Ask the staged package about images whose answers are known. */
  TEST_STAGED,
  /** Remove the private name. */
  UNSTAGE,
  /** Load the package under the public name, beside the old version. */
  REGISTER,
  /** Ask it again, where clients will. */
  TEST,
  /** Wait until nothing is queued for the old version. */
  DRAIN,
  /** Remove the old version. */
  REMOVE_OLD,
  /** Only the new version serves. */
  DONE,
  /** Something failed: remove what is new. The old version was serving all the time. */
  ROLL_BACK
}
