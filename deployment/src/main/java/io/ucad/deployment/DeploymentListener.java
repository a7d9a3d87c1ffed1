package io.ucad.deployment;

/** Is told of every step, before it and while it takes its time. */
@FunctionalInterface
public interface DeploymentListener {

  /** A step begins or goes on; {@code detail} is for people. */
  void step(Step step, String detail);

  /** Listens to nothing. */
  static DeploymentListener none() {
    return (step, detail) -> {};
  }
}
