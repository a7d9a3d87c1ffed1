package io.ucad.endpoint.http;

import io.ucad.endpoint.access.Scope;
import java.util.Optional;

/** Who may use a route. Every route says it; there is no default. */
public enum Access {
  /** Whoever reaches the endpoint. */
  ANYONE(Optional.empty()),
  PREDICT(Optional.of(Scope.PREDICT)),
  METRICS(Optional.of(Scope.METRICS)),
  ADMIN(Optional.of(Scope.ADMIN));

  private final Optional<Scope> scope;

  Access(Optional<Scope> scope) {
    this.scope = scope;
  }

  /** The scope that a token needs; empty if none is needed. */
  public Optional<Scope> scope() {
    return scope;
  }
}
