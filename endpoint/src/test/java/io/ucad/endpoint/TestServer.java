package io.ucad.endpoint;

import ai.djl.Device;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.ucad.endpoint.access.AccessPolicy;
import io.ucad.endpoint.access.LoopbackOnly;
import io.ucad.endpoint.batch.BatchLimits;
import io.ucad.endpoint.model.ModelLoader;
import io.ucad.endpoint.model.VersionChoice;
import io.ucad.serving.testing.TinyModel;
import io.ucad.store.ModelStore;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** A real endpoint on a real port over a small model, and a client of it. */
final class TestServer implements AutoCloseable {
  private final EndpointServer server;
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  /** What came back. */
  record Answer(int status, byte[] body, HttpResponse<byte[]> response) {
    String text() {
      return new String(body, StandardCharsets.UTF_8);
    }

    JsonObject json() {
      return tree().getAsJsonObject();
    }

    JsonElement tree() {
      return JsonParser.parseString(text());
    }

    Optional<String> header(String name) {
      return response.headers().firstValue(name);
    }

    String code() {
      return json().get("code").getAsString();
    }
  }

  private TestServer(EndpointServer server) {
    this.server = server;
  }

  static TestServer start(TinyModel tiny) {
    return start(tiny, settings());
  }

  static TestServer start(TinyModel tiny, EndpointSettings settings) {
    return start(
        ModelStore.open(tiny.store()),
        loader(tiny),
        settings,
        new LoopbackOnly(),
        Optional.empty());
  }

  static TestServer start(
      ModelStore store,
      ModelLoader loader,
      EndpointSettings settings,
      AccessPolicy policy,
      Optional<Address.Tls> tls) {
    Endpoint endpoint =
        Endpoint.open(
            store,
            loader,
            VersionChoice.PRODUCTION_ELSE_LATEST,
            settings,
            new PrometheusMeterRegistry(PrometheusConfig.DEFAULT));
    return new TestServer(EndpointServer.start(endpoint, policy, new Address("127.0.0.1", 0, tls)));
  }

  static ModelLoader loader(TinyModel tiny) {
    return new TranslatorLoader(tiny.store(), tiny.backbone(), Device.cpu(), Map.of());
  }

  /** A server of a store that may have no version yet. */
  static TestServer startWhenThere(ModelStore store, ModelLoader loader) {
    Endpoint endpoint =
        Endpoint.openWhenThere(
            store,
            loader,
            VersionChoice.PRODUCTION_ELSE_LATEST,
            settings(),
            new PrometheusMeterRegistry(PrometheusConfig.DEFAULT),
            answer -> {});
    return new TestServer(
        EndpointServer.start(
            endpoint, new LoopbackOnly(), new Address("127.0.0.1", 0, Optional.empty())));
  }

  static EndpointSettings settings() {
    return EndpointSettings.defaults()
        .withWorkers(2)
        .withBatches(new BatchLimits(64, 32L << 20, 8, Duration.ZERO));
  }

  Endpoint endpoint() {
    return server.endpoint();
  }

  EndpointServer server() {
    return server;
  }

  int port() {
    return server.port();
  }

  Answer get(String path, String... headers) {
    return send(request(path, headers).GET().build());
  }

  Answer post(String path, String type, byte[] body, String... headers) {
    return send(post(path, type, BodyPublishers.ofByteArray(body), headers));
  }

  Answer predict(byte[] image) {
    return post("/predictions/ucad", "image/jpeg", image);
  }

  CompletableFuture<Answer> predictLater(String path, byte[] image) {
    return client
        .sendAsync(
            post(path, "image/jpeg", BodyPublishers.ofByteArray(image)), BodyHandlers.ofByteArray())
        .thenApply(TestServer::answer);
  }

  HttpRequest post(String path, String type, BodyPublisher body, String... headers) {
    return request(path, headers).header("Content-Type", type).POST(body).build();
  }

  HttpRequest.Builder request(String path, String... headers) {
    HttpRequest.Builder builder =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path))
            .timeout(Duration.ofSeconds(60));
    for (int i = 0; i < headers.length; i += 2) {
      builder.header(headers[i], headers[i + 1]);
    }
    return builder;
  }

  Answer send(HttpRequest request) {
    try {
      return answer(client.send(request, BodyHandlers.ofByteArray()));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static Answer answer(HttpResponse<byte[]> response) {
    return new Answer(response.statusCode(), response.body(), response);
  }

  @Override
  public void close() {
    client.close();
    server.close();
  }
}
