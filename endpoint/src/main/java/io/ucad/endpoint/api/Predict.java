package io.ucad.endpoint.api;

import ai.djl.modality.Output;
import io.ucad.endpoint.http.Action;
import io.ucad.endpoint.http.Reply;
import io.ucad.endpoint.http.Request;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** {@code POST /predictions/ucad[/{version}]} of the inference contract. */
final class Predict implements Action {
  private static final String RETRY = "Retry-After";

  private final Inference inference;

  Predict(Inference inference) {
    this.inference = inference;
  }

  @Override
  public CompletableFuture<Reply> answer(Request request) {
    return inference
        .ask(Optional.ofNullable(request.variables().get("version")), Upload.of(request), request)
        .thenApply(Predict::reply);
  }

  /** The model's own answer, byte for byte. */
  static Reply reply(Output output) {
    Reply reply = Reply.of(output.getCode(), Reply.JSON, output.getData().getAsBytes());
    String retry = output.getProperty(RETRY, "");
    return retry.isEmpty() ? reply : reply.with(Map.of(RETRY, retry));
  }
}
