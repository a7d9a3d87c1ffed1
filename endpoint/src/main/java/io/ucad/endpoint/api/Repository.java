package io.ucad.endpoint.api;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import io.ucad.detector.DetectorException;
import io.ucad.endpoint.http.Action;
import io.ucad.endpoint.http.HttpProblem;
import io.ucad.endpoint.http.Reply;
import io.ucad.endpoint.http.Request;
import io.ucad.endpoint.model.ModelHost;
import io.ucad.store.StoreException;
import io.ucad.store.VersionId;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/**
 * The model repository extension of the Open Inference Protocol: which versions there are, and
 * loading and unloading those that clients name. Which version answers requests that name none is
 * decided by the store's aliases; {@code refresh} makes the endpoint look at once.
 */
final class Repository {
  private static final int LONGEST_BODY = 4096;

  private final ModelHost host;
  private final Runnable refresh;
  private final Executor executor;

  /**
   * @param refresh looks whether the alias has moved
   * @param executor where loading happens
   */
  Repository(ModelHost host, Runnable refresh, Executor executor) {
    this.host = host;
    this.refresh = refresh;
    this.executor = executor;
  }

  Action index() {
    return request -> later(this::list);
  }

  Action load() {
    return request -> {
      VersionId id = version(request);
      return later(
          () -> {
            host.load(id);
            return list();
          });
    };
  }

  Action unload() {
    return request -> {
      VersionId id = version(request);
      return later(
          () -> {
            host.unload(id);
            return list();
          });
    };
  }

  Action refresh() {
    return request ->
        later(
            () -> {
              refresh.run();
              return list();
            });
  }

  private CompletableFuture<Reply> later(Work work) {
    return CompletableFuture.supplyAsync(
        () -> {
          try {
            return work.run();
          } catch (StoreException.NotFound e) {
            throw new HttpProblem(404, e.code(), String.valueOf(e.getMessage()));
          } catch (StoreException e) {
            throw new HttpProblem(409, e.code(), String.valueOf(e.getMessage()));
          } catch (DetectorException e) {
            throw new HttpProblem(409, e.code().name(), String.valueOf(e.getMessage()));
          }
        },
        executor);
  }

  private Reply list() {
    List<VersionId> loaded = host.loaded();
    Optional<VersionId> current = host.current();
    var list = new JsonArray();
    for (VersionId id : host.store().versions()) {
      var json = new JsonObject();
      json.addProperty("name", Metadata.MODEL);
      json.addProperty("version", id.toString());
      json.addProperty("state", loaded.contains(id) ? "READY" : "UNAVAILABLE");
      json.addProperty("serving", current.equals(Optional.of(id)));
      list.add(json);
    }
    return Reply.json(200, list);
  }

  /** {@code {"parameters": {"version": "v7"}}}. Only JSON: no web page can send that unasked. */
  private static VersionId version(Request request) {
    if (!request.contentType().orElse("").startsWith(Reply.JSON)
        || request.body().length > LONGEST_BODY) {
      throw bad();
    }
    try {
      JsonElement json = JsonParser.parseString(new String(request.body(), StandardCharsets.UTF_8));
      String version =
          json.getAsJsonObject().getAsJsonObject("parameters").get("version").getAsString();
      return VersionId.parse(version);
    } catch (JsonParseException
        | IllegalStateException
        | UnsupportedOperationException
        | ClassCastException
        | NullPointerException
        | StoreException.Refused e) {
      throw bad();
    }
  }

  private static HttpProblem bad() {
    return new HttpProblem(
        400,
        "BAD_REQUEST",
        "expected application/json such as {\"parameters\": {\"version\": \"v7\"}}, found something else");
  }

  private interface Work {
    Reply run();
  }
}
