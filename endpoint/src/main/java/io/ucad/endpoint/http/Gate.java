package io.ucad.endpoint.http;

import io.ucad.endpoint.access.AccessPolicy;
import io.ucad.endpoint.access.AccessPolicy.Decision;
import io.ucad.endpoint.access.Caller;
import java.util.Optional;

/** Puts decisions about access into answers. */
final class Gate {
  private final AccessPolicy policy;

  Gate(AccessPolicy policy) {
    this.policy = policy;
  }

  /**
   * @throws HttpProblem 401, 403, 421 or 503
   */
  void require(Access access, Caller caller) {
    Decision decision =
        access
            .scope()
            .map(scope -> policy.decide(caller, scope))
            .orElseGet(() -> policy.decideOpen(caller));
    Optional<HttpProblem> problem = problem(decision, access);
    if (problem.isPresent()) {
      throw problem.get();
    }
  }

  /** A reason not even to say that a path does not exist. */
  Optional<HttpProblem> openFor(Caller caller) {
    return problem(policy.decideOpen(caller), Access.ANYONE);
  }

  private static Optional<HttpProblem> problem(Decision decision, Access access) {
    return switch (decision) {
      case ALLOWED -> Optional.empty();
      case UNKNOWN ->
          Optional.of(
              new HttpProblem(
                      401,
                      "UNAUTHORIZED",
                      "expected a valid token in the header 'Authorization: Bearer ...', found none")
                  .with("WWW-Authenticate", "Bearer"));
      case FORBIDDEN ->
          Optional.of(
              new HttpProblem(
                  403,
                  "FORBIDDEN",
                  "expected a token with the scope %s, found one without it"
                      .formatted(access.scope().map(s -> s.word()).orElse(""))));
      case WRONG_HOST ->
          Optional.of(
              new HttpProblem(
                  421,
                  "WRONG_HOST",
                  "expected a request to localhost, found one to another name; without tokens this endpoint serves this machine only"));
      case UNDECIDED ->
          Optional.of(
              new HttpProblem(
                  503,
                  "TOKENS_UNREADABLE",
                  "expected readable tokens, found none; the log says why"));
    };
  }
}
