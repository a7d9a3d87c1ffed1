package io.ucad.endpoint;

import ai.djl.modality.Output;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.ucad.endpoint.access.AccessPolicy;
import io.ucad.endpoint.api.Api;
import io.ucad.endpoint.api.Inference;
import io.ucad.endpoint.batch.Batcher;
import io.ucad.endpoint.batch.ByteBudget;
import io.ucad.endpoint.http.Connections;
import io.ucad.endpoint.http.EndpointServlet;
import io.ucad.endpoint.http.RouteTable;
import io.ucad.endpoint.metrics.AnswerFacts;
import io.ucad.endpoint.metrics.EndpointMetrics;
import io.ucad.endpoint.model.ModelHost;
import io.ucad.endpoint.model.ModelLoader;
import io.ucad.endpoint.model.VersionChoice;
import io.ucad.endpoint.model.VersionFollower;
import io.ucad.store.ModelStore;
import io.ucad.store.VersionId;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A running endpoint without a connector: its models, its queue, its routes. {@link EndpointServer}
 * puts it on a port; another program registers {@link #servlet} with its own container.
 */
public final class Endpoint implements AutoCloseable {
  private static final int BACKGROUND = 2;

  private final ModelHost host;
  private final Batcher batcher;
  private final VersionFollower follower;
  private final Inference inference;
  private final RouteTable routes;
  private final EndpointSettings settings;
  private final ByteBudget budget;
  private final EndpointMetrics metrics;
  private final ExecutorService background =
      Executors.newFixedThreadPool(
          BACKGROUND, Thread.ofPlatform().name("ucad-background-", 0).daemon(true).factory());

  private Endpoint(
      ModelStore store,
      ModelLoader loader,
      EndpointSettings settings,
      PrometheusMeterRegistry registry,
      Consumer<AnswerFacts> answers,
      Function<ModelHost, VersionFollower> follow) {
    this.settings = settings;
    this.metrics = new EndpointMetrics(registry, answers);
    this.host = new ModelHost(store, loader, settings.workers(), metrics);
    this.batcher = new Batcher(settings.batches(), settings.workers(), metrics);
    this.budget = new ByteBudget(settings.requestBytes());
    metrics.watch(batcher, budget, host);
    try {
      this.follower = follow.apply(host);
    } catch (RuntimeException e) {
      batcher.close();
      host.close();
      background.shutdown();
      throw e;
    }
    this.inference = new Inference(host, batcher, settings.patience(), metrics::answered);
    this.routes =
        Api.routes(host, inference, follower::look, registry::scrape, background, release());
  }

  /**
   * Loads the chosen version, warms it up and is ready to answer.
   *
   * @param registry where the figures go; the endpoint tells them at {@code /metrics}
   * @throws RuntimeException if the version cannot be loaded
   */
  public static Endpoint open(
      ModelStore store,
      ModelLoader loader,
      VersionChoice choice,
      EndpointSettings settings,
      PrometheusMeterRegistry registry) {
    return new Endpoint(
        store,
        loader,
        settings,
        registry,
        answer -> {},
        host -> VersionFollower.start(host, choice, settings.look(), settings.retry()));
  }

  /**
   * As {@link #open}, but returns at once: until the chosen version is there and warmed up, every
   * prediction is refused with 503 and the code {@code NOT_READY}.
   *
   * @param answers is told of every answer, and must not wait
   */
  public static Endpoint openWhenThere(
      ModelStore store,
      ModelLoader loader,
      VersionChoice choice,
      EndpointSettings settings,
      PrometheusMeterRegistry registry,
      Consumer<AnswerFacts> answers) {
    return new Endpoint(
        store,
        loader,
        settings,
        registry,
        answers,
        host -> VersionFollower.startWhenThere(host, choice, settings.look(), settings.retry()));
  }

  private static String release() {
    return Optional.ofNullable(Endpoint.class.getPackage().getImplementationVersion())
        .orElse("unpackaged");
  }

  /**
   * A servlet that answers for this endpoint.
   *
   * @param connections {@link Connections#UNKNOWN} where nothing is known of them
   */
  public EndpointServlet servlet(AccessPolicy policy, Connections connections) {
    return new EndpointServlet(routes, policy, settings.http(), budget, connections, metrics);
  }

  public RouteTable routes() {
    return routes;
  }

  public ModelHost host() {
    return host;
  }

  public Batcher batcher() {
    return batcher;
  }

  /**
   * Asks a loaded version from within the program, in the same queue as clients.
   *
   * @param task the product; empty to let the version find out
   * @return its answer by the inference contract, which may be a refusal of the image
   * @throws io.ucad.endpoint.http.HttpProblem if the version is not loaded or there is no room
   */
  public CompletableFuture<Output> ask(VersionId version, byte[] image, Optional<String> task) {
    return inference.ask(version.toString(), image, task);
  }

  /** Looks at once whether the alias has moved; returns when the answer is in place. */
  public void refresh() {
    follower.look();
  }

  /** Answers what waits already, then frees everything. */
  @Override
  public void close() {
    follower.close();
    batcher.close();
    host.close();
    background.close();
  }
}
