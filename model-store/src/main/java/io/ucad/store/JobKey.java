package io.ucad.store;

/**
 * Names the working directory of one job, so that its next attempt finds the checkpoints of the
 * last. Same rule as a task name.
 */
public record JobKey(String value) {

  public JobKey {
    Names.check("job key", value);
  }

  @Override
  public String toString() {
    return value;
  }
}
