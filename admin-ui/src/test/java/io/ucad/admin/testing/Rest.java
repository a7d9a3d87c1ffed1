package io.ucad.admin.testing;

import io.ucad.admin.AdminNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A program that calls the REST API of a node over HTTP, as curl would. Follows no redirect. */
public final class Rest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final HttpClient CLIENT = HttpClient.newHttpClient();

  private final AdminNode node;
  private final List<String> headers;

  private Rest(AdminNode node, List<String> headers) {
    this.node = node;
    this.headers = headers;
  }

  /** A caller without a token. */
  public static Rest anonymous(AdminNode node) {
    return new Rest(node, List.of());
  }

  /** A caller with a token. */
  public static Rest with(AdminNode node, String token) {
    return anonymous(node).header("Authorization", "Bearer " + token);
  }

  /** The same caller, who sends one header more. */
  public Rest header(String name, String value) {
    List<String> more = new ArrayList<>(headers);
    more.addAll(List.of(name, value));
    return new Rest(node, more);
  }

  public Answer get(String path) {
    return send("GET", path, Optional.empty(), BodyPublishers.noBody());
  }

  public Answer delete(String path) {
    return send("DELETE", path, Optional.empty(), BodyPublishers.noBody());
  }

  /** Sends JSON; single quotes stand for double ones. */
  public Answer json(String method, String path, String body) {
    return send(
        method,
        path,
        Optional.of("application/json"),
        BodyPublishers.ofString(body.replace('\'', '"')));
  }

  public Answer post(String path, String type, byte[] body) {
    return send("POST", path, Optional.of(type), BodyPublishers.ofByteArray(body));
  }

  public Answer send(String method, String path, Optional<String> type, BodyPublisher body) {
    As.mainly(node);
    String base = "http://127.0.0.1:" + node.port().orElseThrow();
    var request = HttpRequest.newBuilder(URI.create(base + path)).method(method, body);
    type.ifPresent(t -> request.header("Content-Type", t));
    if (!headers.isEmpty()) {
      request.headers(headers.toArray(String[]::new));
    }
    try {
      return new Answer(CLIENT.send(request.build(), BodyHandlers.ofByteArray()));
    } catch (IOException e) {
      throw new AssertionError(method + " " + path, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError(e);
    }
  }

  /** What came back. */
  public record Answer(HttpResponse<byte[]> response) {
    public int status() {
      return response.statusCode();
    }

    public byte[] bytes() {
      return response.body();
    }

    public String text() {
      return new String(response.body(), StandardCharsets.UTF_8);
    }

    public String header(String name) {
      return response.headers().firstValue(name).orElse("");
    }

    public JsonNode json() {
      return JSON.readTree(response.body());
    }

    /** The code of a problem; fails if this is none. */
    public String code() {
      if (!header("Content-Type").startsWith("application/problem+json")) {
        throw new AssertionError("expected a problem, found " + this);
      }
      return json().get("code").asString();
    }

    /** This answer, if it has a status. */
    public Answer must(int status) {
      if (status() != status) {
        throw new AssertionError("expected " + status + ", found " + this);
      }
      return this;
    }

    @Override
    public String toString() {
      return response + " " + text();
    }
  }
}
