package io.ucad.endpoint.http;

import java.util.concurrent.CompletableFuture;

/** Answers the requests of a route. */
@FunctionalInterface
public interface Action {
  /**
   * Answers, now or later; does not wait for anything.
   *
   * @return the answer, or a failure; a {@link HttpProblem} is told to the asker, anything else is
   *     a fault of ours
   * @throws HttpProblem if the request cannot be answered
   */
  CompletableFuture<Reply> answer(Request request);

  /** An action that always has its answer at hand. */
  static Action now(java.util.function.Function<Request, Reply> answer) {
    return request -> CompletableFuture.completedFuture(answer.apply(request));
  }
}
