package io.ucad.endpoint.access;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a token is good for. One scope does not include another. */
public enum Scope {
  /** Send images, ask what the model is. */
  PREDICT,
  /** Read figures of the running endpoint. */
  METRICS,
  /** Load, switch and unload versions. */
  ADMIN;

  /** As it is written in files and on the command line. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<Scope> of(String word) {
    return Arrays.stream(values()).filter(scope -> scope.word().equals(word)).findFirst();
  }
}
