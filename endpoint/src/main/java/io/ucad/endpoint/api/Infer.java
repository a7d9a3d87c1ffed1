package io.ucad.endpoint.api;

import ai.djl.modality.Output;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.ucad.endpoint.http.Action;
import io.ucad.endpoint.http.HttpProblem;
import io.ucad.endpoint.http.Reply;
import io.ucad.endpoint.http.Request;
import io.ucad.endpoint.infer.InferReader;
import io.ucad.endpoint.infer.InferReply;
import io.ucad.endpoint.infer.InferRequest;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** {@code POST /v2/models/ucad[/versions/{version}]/infer} of the Open Inference Protocol. */
final class Infer implements Action {
  private static final int OK = 200;

  private final Inference inference;
  private final Executor executor;

  /**
   * @param executor where answers become tensors, which would keep a worker from its work
   */
  Infer(Inference inference, Executor executor) {
    this.inference = inference;
    this.executor = executor;
  }

  @Override
  public CompletableFuture<Reply> answer(Request request) {
    InferRequest infer = InferReader.read(request.body(), request.jsonLength());
    List<Map.Entry<String, String>> fields = new ArrayList<>();
    infer.task().ifPresent(task -> fields.add(Map.entry("task", task)));
    if (infer.wantsMap()) {
      fields.add(Map.entry("map", "float"));
    }
    return inference
        .ask(
            Optional.ofNullable(request.variables().get("version")),
            new Upload(infer.image(), fields),
            request)
        .thenApplyAsync(output -> reply(infer, output), executor);
  }

  private static Reply reply(InferRequest infer, Output output) {
    String text = new String(output.getData().getAsBytes(), StandardCharsets.UTF_8);
    JsonObject json = JsonParser.parseString(text).getAsJsonObject();
    if (output.getCode() == OK) {
      return InferReply.of(infer, json);
    }
    var problem =
        new HttpProblem(
            output.getCode(), json.get("code").getAsString(), json.get("message").getAsString());
    String retry = output.getProperty("Retry-After", "");
    throw retry.isEmpty() ? problem : problem.with("Retry-After", retry);
  }
}
