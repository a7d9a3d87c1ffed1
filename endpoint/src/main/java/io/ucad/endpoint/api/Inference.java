package io.ucad.endpoint.api;

import ai.djl.modality.Input;
import ai.djl.modality.Output;
import io.ucad.endpoint.batch.Ask;
import io.ucad.endpoint.batch.Batcher;
import io.ucad.endpoint.batch.Outcome;
import io.ucad.endpoint.http.HttpProblem;
import io.ucad.endpoint.http.Request;
import io.ucad.endpoint.model.ModelHost;
import io.ucad.endpoint.model.ModelLease;
import io.ucad.store.StoreException;
import io.ucad.store.VersionId;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends an image to the model of a version, through the queue. */
public final class Inference {
  private static final Logger LOG = LoggerFactory.getLogger(Inference.class);

  /** Bytes that a waiting request costs besides its image. */
  private static final int OVERHEAD = 1024;

  private final ModelHost host;
  private final Batcher batcher;
  private final Duration patience;
  private final Consumer<Output> answers;

  /**
   * @param patience how long a request may wait for its turn
   * @param answers is told of every answer of a model
   */
  public Inference(ModelHost host, Batcher batcher, Duration patience, Consumer<Output> answers) {
    this.host = host;
    this.batcher = batcher;
    this.patience = patience;
    this.answers = answers;
  }

  /** Why a request would be refused now whatever it holds. */
  Optional<HttpProblem> admission() {
    if (host.current().isEmpty()) {
      return Optional.of(notReady());
    }
    return batcher.isFull() ? Optional.of(overloaded()) : Optional.empty();
  }

  /**
   * Asks a model.
   *
   * @return its answer, which may be a refusal of the image; or a {@link HttpProblem}
   * @throws HttpProblem if the version is not loaded or there is no room
   */
  CompletableFuture<Output> ask(Optional<String> version, Upload upload, Request request) {
    return ask(
        version, input(upload, request), upload.image().length, request.id(), request.gone());
  }

  /**
   * Asks a model from within the program.
   *
   * @param task the product; empty to let the version find out
   */
  public CompletableFuture<Output> ask(String version, byte[] image, Optional<String> task) {
    String id = UUID.randomUUID().toString();
    var input = new Input();
    input.addProperty("X-Request-Id", id);
    task.ifPresent(name -> input.add("task", name));
    input.add(Multipart.DATA, image);
    return ask(Optional.of(version), input, image.length, id, () -> false);
  }

  private CompletableFuture<Output> ask(
      Optional<String> version, Input input, int bytes, String id, BooleanSupplier gone) {
    ModelLease lease = lease(version);
    var answer = new CompletableFuture<Output>();
    var ask =
        new Ask(
            lease.model(),
            input,
            bytes + OVERHEAD,
            System.nanoTime() + patience.toNanos(),
            gone,
            outcome -> {
              lease.close();
              tell(outcome, answer, id);
            });
    if (!batcher.offer(ask)) {
      lease.close();
      throw overloaded();
    }
    return answer;
  }

  /**
   * What answers for a version, or for no version in particular.
   *
   * @throws HttpProblem 404 or 503
   */
  ModelLease lease(Optional<String> version) {
    if (version.isEmpty()) {
      return host.lease().orElseThrow(Inference::notReady);
    }
    return host.lease(parse(version.get()))
        .orElseThrow(
            () ->
                new HttpProblem(
                    404,
                    "VERSION_NOT_LOADED",
                    "expected one of the loaded versions %s, found another"
                        .formatted(host.loaded())));
  }

  static VersionId parse(String version) {
    try {
      return VersionId.parse(version);
    } catch (StoreException.Refused e) {
      throw new HttpProblem(
          404, "VERSION_NOT_LOADED", "expected a version of the form v7, found another");
    }
  }

  private static Input input(Upload upload, Request request) {
    var input = new Input();
    input.addProperty("X-Request-Id", request.id());
    upload.fields().forEach(field -> input.add(field.getKey(), field.getValue()));
    input.add(Multipart.DATA, upload.image());
    return input;
  }

  private void tell(Outcome outcome, CompletableFuture<Output> answer, String id) {
    switch (outcome) {
      case Outcome.Answered answered -> {
        answers.accept(answered.output());
        answer.complete(answered.output());
      }
      case Outcome.Expired expired ->
          answer.completeExceptionally(
              problem(
                  "DEADLINE_EXCEEDED",
                  "expected a worker within %d s, found none free; send it again later"
                      .formatted(patience.toSeconds())));
      case Outcome.Gone gone ->
          answer.completeExceptionally(problem("CLIENT_GONE", "nobody waits for this answer"));
      case Outcome.Stopped stopped ->
          answer.completeExceptionally(
              problem("STOPPING", "expected a running endpoint, found one that ends"));
      case Outcome.Failed failed -> {
        LOG.error("request {} could not be answered", id, failed.cause());
        answer.completeExceptionally(
            new HttpProblem(
                500,
                "INTERNAL",
                "expected an answer, found a fault of ours; its log names this request by its id"));
      }
    }
  }

  /** There is nothing that could answer. */
  static HttpProblem notReady() {
    return problem(
        "NOT_READY",
        "expected a loaded version, found none yet; learn a task if there is none, else ask again"
            + " in a few seconds");
  }

  private static HttpProblem overloaded() {
    return problem("OVERLOADED", "expected room in the queue, found it full; send it again later");
  }

  private static HttpProblem problem(String code, String message) {
    return new HttpProblem(503, code, message).with("Retry-After", "1");
  }
}
