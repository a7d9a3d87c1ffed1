package io.ucad.deployment;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

/** Calls with JSON answers: bounded in length and in time, no redirects, every failure typed. */
final class HttpCalls implements AutoCloseable {
  private static final int MAX_ANSWER = 4 << 20;
  private static final int MAX_DEPTH = 32;
  private static final int OK = 200;
  private static final int FIRST_REDIRECT = 300;
  private static final int FIRST_ERROR = 400;

  private final HttpClient client;
  private final Duration timeout;

  /** {@code timeout} is that of a whole call, to the last byte of its answer. */
  HttpCalls(Duration timeout) {
    this.timeout = timeout;
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(timeout)
            .build();
  }

  JsonElement get(URI uri) {
    return join("GET " + uri, send("GET", uri, BodyPublishers.noBody(), timeout));
  }

  JsonElement delete(URI uri) {
    return join("DELETE " + uri, send("DELETE", uri, BodyPublishers.noBody(), timeout));
  }

  JsonElement post(URI uri, byte[] body) {
    return join("POST " + uri, send("POST", uri, BodyPublishers.ofByteArray(body), timeout));
  }

  /** The future ends in an answer or in a {@link DeploymentException}. */
  CompletableFuture<JsonElement> postAsync(URI uri, Duration limit) {
    return send("POST", uri, BodyPublishers.noBody(), limit);
  }

  private CompletableFuture<JsonElement> send(
      String method, URI uri, HttpRequest.BodyPublisher body, Duration limit) {
    String call = method + " " + uri;
    HttpRequest request =
        HttpRequest.newBuilder(uri)
            .method(method, body)
            .header("Accept", "application/json")
            // DJL Serving decodes a form where no type is given, and fails.
            .header("Content-Type", "application/octet-stream")
            .timeout(limit)
            .build();
    CompletableFuture<HttpResponse<byte[]>> sent =
        client.sendAsync(request, head -> new BoundedBody(MAX_ANSWER));
    // The request's own timeout ends with the head of the answer; a body may drip for ever.
    CompletableFuture<HttpResponse<byte[]>> limited =
        sent.copy().orTimeout(limit.toMillis(), TimeUnit.MILLISECONDS);
    return limited.handle(
        (response, failure) -> {
          if (failure != null) {
            sent.cancel(true);
            throw failed(call, failure);
          }
          return answer(call, response);
        });
  }

  private static DeploymentException failed(String call, Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    return cause instanceof BoundedBody.TooLong
        ? new DeploymentException.BadAnswer(
            call, "an answer of at most " + MAX_ANSWER + " bytes", "a longer one")
        : new DeploymentException.Unreachable(call, cause);
  }

  private static JsonElement answer(String call, HttpResponse<byte[]> response) {
    int status = response.statusCode();
    String text = new String(response.body(), StandardCharsets.UTF_8);
    if (status >= FIRST_ERROR) {
      throw new DeploymentException.Refused(call, status, reason(text));
    }
    if (status < OK || status >= FIRST_REDIRECT) {
      throw new DeploymentException.BadAnswer(
          call, "an answer of status 200", "status " + status + ", which is not followed");
    }
    return parse(call, text);
  }

  private static JsonElement parse(String call, String text) {
    try {
      JsonReader reader = new JsonReader(new StringReader(text));
      reader.setStrictness(Strictness.STRICT);
      reader.setNestingLimit(MAX_DEPTH);
      return JsonParser.parseReader(reader);
    } catch (JsonParseException e) {
      throw new DeploymentException.BadAnswer(call, "JSON", '"' + Printable.of(text) + '"');
    }
  }

  /** Servers answer {@code {"code":..,"type":..,"message":..}}; whatever it is, a line of it. */
  private static String reason(String text) {
    try {
      if (parse("", text) instanceof JsonObject json
          && json.get("message") instanceof JsonPrimitive message) {
        return Printable.of(message.getAsString());
      }
    } catch (DeploymentException.BadAnswer e) {
      // then the text itself
    }
    return Printable.of(text);
  }

  private static <T> T join(String call, CompletableFuture<T> future) {
    try {
      return future.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      future.cancel(true);
      throw new DeploymentException.Cancelled(call);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof DeploymentException known) {
        throw known;
      }
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    client.shutdownNow();
  }
}
