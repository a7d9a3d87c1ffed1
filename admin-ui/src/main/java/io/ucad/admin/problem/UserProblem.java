package io.ucad.admin.problem;

import java.util.List;

/**
 * A request that cannot be granted, for a reason that a person can mend. The key names a sentence
 * in the translations; the parameters are put into it.
 */
public final class UserProblem extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final String key;
  private final transient List<Object> parameters;

  public UserProblem(String key, Object... parameters) {
    super(key + " " + List.of(parameters));
    this.key = key;
    this.parameters = List.of(parameters);
  }

  /** The key of the sentence, such as {@code problem.task.exists}. */
  public String key() {
    return key;
  }

  /** What is put into the sentence. */
  public Object[] parameters() {
    return parameters.toArray();
  }
}
