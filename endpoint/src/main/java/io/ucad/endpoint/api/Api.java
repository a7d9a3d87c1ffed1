package io.ucad.endpoint.api;

import io.ucad.endpoint.http.Access;
import io.ucad.endpoint.http.Action;
import io.ucad.endpoint.http.Reply;
import io.ucad.endpoint.http.Route;
import io.ucad.endpoint.http.RouteTable;
import io.ucad.endpoint.model.ModelHost;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/** All routes of the endpoint. */
public final class Api {
  private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";
  private static final String MODEL = "/v2/models/ucad";
  private static final String VERSION = MODEL + "/versions/{version}";
  private static final String REPOSITORY = "/v2/repository";

  private Api() {}

  /**
   * @param refresh looks whether the alias has moved
   * @param metrics gives the figures in the text format of Prometheus
   * @param executor for work that neither a worker nor the container's threads should do
   * @param release what is said of the product's own version
   */
  public static RouteTable routes(
      ModelHost host,
      Inference inference,
      Runnable refresh,
      Supplier<String> metrics,
      Executor executor,
      String release) {
    var health = new Health(host);
    var metadata = new Metadata(host, inference, release);
    var repository = new Repository(host, refresh, executor);
    return new RouteTable(
        List.of(
            asking("/predictions/ucad", new Predict(inference), inference),
            asking("/predictions/ucad/{version}", new Predict(inference), inference),
            asking("/invocations", new Predict(inference), inference),
            asking(MODEL + "/infer", new Infer(inference, executor), inference),
            asking(VERSION + "/infer", new Infer(inference, executor), inference),
            Route.get("/ping", Access.ANYONE, health.ping()),
            Route.get("/v2/health/live", Access.ANYONE, health.live()),
            Route.get("/v2/health/ready", Access.ANYONE, health.ready()),
            Route.get("/openapi.json", Access.ANYONE, openApi()),
            Route.get("/v2", Access.PREDICT, metadata.server()),
            Route.get(MODEL, Access.PREDICT, metadata.model()),
            Route.get(VERSION, Access.PREDICT, metadata.model()),
            Route.get(MODEL + "/ready", Access.PREDICT, metadata.ready()),
            Route.get(VERSION + "/ready", Access.PREDICT, metadata.ready()),
            Route.get("/metrics", Access.METRICS, figures(metrics)),
            Route.post(REPOSITORY + "/index", Access.ADMIN, repository.index()),
            Route.post(REPOSITORY + "/models/ucad/load", Access.ADMIN, repository.load()),
            Route.post(REPOSITORY + "/models/ucad/unload", Access.ADMIN, repository.unload()),
            Route.post(REPOSITORY + "/models/ucad/refresh", Access.ADMIN, repository.refresh())));
  }

  private static Route asking(String path, Action action, Inference inference) {
    return Route.post(path, Access.PREDICT, action).admitting(inference::admission);
  }

  private static Action figures(Supplier<String> metrics) {
    return Action.now(
        request -> Reply.of(200, PROMETHEUS, metrics.get().getBytes(StandardCharsets.UTF_8)));
  }

  private static Action openApi() {
    try (InputStream in =
        Objects.requireNonNull(Api.class.getResourceAsStream("/io/ucad/endpoint/openapi.json"))) {
      byte[] document = in.readAllBytes();
      return Action.now(request -> Reply.of(200, Reply.JSON, document));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
