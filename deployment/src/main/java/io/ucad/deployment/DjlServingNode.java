package io.ucad.deployment;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** A node of DJL Serving 0.36, through its management and its inference API. */
public final class DjlServingNode implements ServingNode, AutoCloseable {
  private static final int NOT_FOUND = 404;
  private static final int PAGE = 100;
  private static final int MAX_PAGES = 100;

  private final ServerAddress management;
  private final ServerAddress inference;
  private final HttpCalls calls;

  /** {@code timeout} is that of every call but the loading of a package. */
  public DjlServingNode(ServerAddress management, ServerAddress inference, Duration timeout) {
    this.management = management;
    this.inference = inference;
    this.calls = new HttpCalls(timeout);
  }

  @Override
  public List<Registered> models() {
    List<Registered> models = new ArrayList<>();
    String token = "";
    for (int page = 0; page < MAX_PAGES; page++) {
      Map<String, String> query = new LinkedHashMap<>();
      query.put("limit", Integer.toString(PAGE));
      if (!token.isEmpty()) {
        query.put("next_page_token", token);
      }
      URI uri = management.at("/models", query);
      JsonObject answer = object(uri, calls.get(uri));
      for (JsonElement element : array(uri, answer, "models")) {
        JsonObject model = object(uri, element);
        models.add(
            new Registered(
                text(uri, model, "modelName"),
                optionalText(model, "version"),
                optionalText(model, "modelUrl"),
                text(uri, model, "status")));
      }
      token = optionalText(answer, "nextPageToken");
      if (token.isEmpty()) {
        return models;
      }
    }
    throw new DeploymentException.BadAnswer(
        "listing models", "at most " + MAX_PAGES * PAGE + " of them", "more");
  }

  @Override
  public Optional<Condition> condition(ModelVersion version) {
    URI uri = management.at("/models/" + version, Map.of());
    try {
      JsonElement answer = calls.get(uri);
      if (!(answer instanceof JsonArray workflows) || workflows.size() != 1) {
        throw bad(uri, "a list of one model", answer);
      }
      return Optional.of(condition(uri, object(uri, workflows.get(0)), version));
    } catch (DeploymentException.Refused e) {
      if (e.status() == NOT_FOUND) {
        return Optional.empty();
      }
      throw e;
    }
  }

  private static Condition condition(URI uri, JsonObject workflow, ModelVersion version) {
    JsonArray models = array(uri, workflow, "models");
    if (!optionalText(workflow, "version").equals(version.version()) || models.size() != 1) {
      throw bad(uri, "the version " + version.version() + " of one model", workflow);
    }
    JsonObject model = object(uri, models.get(0));
    int ready = 0;
    int target = 0;
    for (JsonElement element : optionalArray(model, "workerGroups")) {
      JsonObject group = object(uri, element);
      target += number(uri, group, "minWorkers");
      for (JsonElement worker : array(uri, group, "workers")) {
        ready += text(uri, object(uri, worker), "status").equals("READY") ? 1 : 0;
      }
    }
    int queued = model.has("requestInQueue") ? number(uri, model, "requestInQueue") : 0;
    return new Condition(text(uri, model, "status"), ready, target, queued);
  }

  @Override
  public CompletableFuture<Void> register(ModelVersion version, URI url, Duration timeout) {
    Map<String, String> query = new LinkedHashMap<>();
    query.put("url", url.toString());
    query.put("model_name", version.model());
    query.put("model_version", version.version());
    // Only a synchronous registration says why it failed, and takes itself back.
    query.put("synchronous", "true");
    return calls.postAsync(management.at("/models", query), timeout).thenApply(answer -> null);
  }

  @Override
  public boolean unregister(ModelVersion version) {
    try {
      calls.delete(management.at("/models/" + version, Map.of()));
      return true;
    } catch (DeploymentException.Refused e) {
      if (e.status() == NOT_FOUND) {
        return false;
      }
      throw e;
    }
  }

  @Override
  public JsonObject predict(ModelVersion version, byte[] image, Optional<String> task) {
    Map<String, String> query = task.map(name -> Map.of("task", name)).orElse(Map.of());
    URI uri = inference.at("/predictions/" + version, query);
    return object(uri, calls.post(uri, image));
  }

  @Override
  public void close() {
    calls.close();
  }

  private static JsonObject object(URI uri, JsonElement element) {
    if (element instanceof JsonObject object) {
      return object;
    }
    throw bad(uri, "a JSON object", element);
  }

  private static JsonArray array(URI uri, JsonObject object, String name) {
    if (object.get(name) instanceof JsonArray array) {
      return array;
    }
    throw bad(uri, "a list '" + name + "'", object);
  }

  /** Empty when there is none. */
  private static JsonArray optionalArray(JsonObject object, String name) {
    return object.get(name) instanceof JsonArray array ? array : new JsonArray();
  }

  private static String text(URI uri, JsonObject object, String name) {
    if (object.get(name) instanceof JsonPrimitive text && text.isString()) {
      return text.getAsString();
    }
    throw bad(uri, "a text '" + name + "'", object);
  }

  /** Empty when there is none. */
  private static String optionalText(JsonObject object, String name) {
    return object.get(name) instanceof JsonPrimitive text && text.isString()
        ? text.getAsString()
        : "";
  }

  private static int number(URI uri, JsonObject object, String name) {
    try {
      if (object.get(name) instanceof JsonPrimitive number && number.isNumber()) {
        return number.getAsBigDecimal().intValueExact();
      }
    } catch (ArithmeticException | NumberFormatException e) {
      // as bad as none
    }
    throw bad(uri, "a number '" + name + "'", object);
  }

  private static DeploymentException bad(URI uri, String expected, JsonElement found) {
    return new DeploymentException.BadAnswer(
        uri.toString(), expected, '"' + Printable.of(found.toString()) + '"');
  }
}
