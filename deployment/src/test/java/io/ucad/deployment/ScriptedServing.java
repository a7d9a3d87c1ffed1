package io.ucad.deployment;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * A loopback server that keeps models as DJL Serving 0.36 does and answers in its words, and that
 * fails one request in a chosen way.
 */
public final class ScriptedServing implements AutoCloseable {

  /** What may go wrong with one request; the first three leave no trace on the server. */
  public enum Fault {
    NONE,
    /** 500 in place of the work. */
    ERROR,
    /** The connection ends in place of the work. */
    DROPPED,
    /** The work is done, and the connection ends in place of its answer. */
    ANSWER_LOST,
    /** The work is done; the answer is no JSON. */
    GARBAGE,
    /** The work is done; the answer has no end. */
    ENDLESS,
    /** The work is done; no answer comes. */
    SILENT,
    /** The work is done; the answer sends the caller elsewhere. */
    REDIRECT,
    /** The work is done; the answer is JSON of another shape. */
    WRONG_SHAPE
  }

  /** How a package behaves once it is asked to load. */
  public enum Load {
    WELL,
    /** As a package whose checksum fails: 400, and the registration takes itself back. */
    FAILS,
    /** Loads, and its workers die. */
    UNHEALTHY
  }

  private record Model(String url, Load load) {}

  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountDownLatch closing = new CountDownLatch(1);
  private final Map<String, Map<String, Model>> models = new TreeMap<>();
  private final List<String> requests = Collections.synchronizedList(new ArrayList<>());
  private final Map<String, Load> loads = new HashMap<>();
  private final Map<String, Double> scores = new HashMap<>();
  private final Map<Integer, Double> images = new HashMap<>();
  private int faultAt = -1;
  private Fault fault = Fault.NONE;
  private int elsewhere;

  public ScriptedServing() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::handle);
    server.setExecutor(threads);
    server.start();
  }

  public ServerAddress address() {
    return ServerAddress.parse("http://127.0.0.1:" + server.getAddress().getPort());
  }

  /** How long a test should wait for an answer; short only where none will come. */
  public synchronized Duration patience() {
    return fault == Fault.SILENT ? Duration.ofSeconds(1) : Duration.ofSeconds(20);
  }

  public synchronized ScriptedServing failAt(int request, Fault how) {
    faultAt = request;
    fault = how;
    return this;
  }

  /** Packages at this URL load so from now on; by name, as the public one may fail alone. */
  public synchronized void loading(String model, Load load) {
    loads.put(model, load);
  }

  /** What a version answers from now on. */
  public synchronized void scoring(String version, double score) {
    scores.put(version, score);
  }

  /** What is answered to an image from now on, by whatever version. */
  public synchronized void scoring(byte[] image, double score) {
    images.put(Arrays.hashCode(image), score);
  }

  public synchronized void put(String model, String version) {
    models
        .computeIfAbsent(model, m -> new TreeMap<>())
        .put(version, new Model("file:///" + version, Load.WELL));
  }

  /** What serves, as {@code ucad/v3}. */
  public synchronized List<String> serving() {
    List<String> all = new ArrayList<>();
    models.forEach((model, versions) -> versions.keySet().forEach(v -> all.add(model + "/" + v)));
    return all;
  }

  public List<String> requests() {
    return List.copyOf(requests);
  }

  public synchronized int elsewhere() {
    return elsewhere;
  }

  private void handle(HttpExchange exchange) throws IOException {
    try (exchange) {
      byte[] body = exchange.getRequestBody().readAllBytes();
      Fault now = next(exchange);
      if (now == Fault.ERROR) {
        error(exchange, 500, "InternalServerException", "no space left on device");
        return;
      }
      if (now == Fault.DROPPED) {
        return;
      }
      work(exchange, body, now);
    }
  }

  private synchronized Fault next(HttpExchange exchange) {
    boolean here = requests.size() == faultAt;
    requests.add(exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath());
    return here ? fault : Fault.NONE;
  }

  private void work(HttpExchange exchange, byte[] body, Fault now) throws IOException {
    String[] path = exchange.getRequestURI().getPath().split("/");
    switch (exchange.getRequestMethod() + " " + path[1] + " " + path.length) {
      case "GET models 2" -> answer(exchange, now, list());
      case "GET models 4" -> {
        JsonArray described = describe(path[2], path[3]);
        if (described.isEmpty()) {
          notFound(exchange, path[2]);
        } else {
          answer(exchange, now, described);
        }
      }
      case "POST models 2" -> register(exchange, now);
      case "DELETE models 4" -> {
        if (remove(path[2], path[3])) {
          answer(exchange, now, status("Model or workflow \"" + path[2] + "\" unregistered"));
        } else {
          notFound(exchange, path[2]);
        }
      }
      case "POST predictions 4" ->
          answer(exchange, now, prediction(path[3], exchange.getRequestURI().getRawQuery(), body));
      default -> {
        synchronized (this) {
          elsewhere++;
        }
        error(exchange, 404, "ResourceNotFoundException", "Requested resource is not found");
      }
    }
  }

  private synchronized JsonObject list() {
    JsonArray all = new JsonArray();
    models.forEach(
        (name, versions) ->
            versions.forEach(
                (version, model) -> {
                  JsonObject item = new JsonObject();
                  item.addProperty("modelName", name);
                  item.addProperty("version", version);
                  item.addProperty("modelUrl", model.url());
                  item.addProperty("status", "READY");
                  all.add(item);
                }));
    JsonObject list = new JsonObject();
    list.add("models", all);
    return list;
  }

  private synchronized JsonArray describe(String name, String version) {
    JsonArray workflows = new JsonArray();
    Model model = models.getOrDefault(name, Map.of()).get(version);
    if (model == null) {
      return workflows;
    }
    JsonObject worker = new JsonObject();
    worker.addProperty("id", 1);
    worker.addProperty("status", "READY");
    JsonArray workers = new JsonArray();
    if (model.load() == Load.WELL) {
      workers.add(worker);
    }
    JsonObject group = new JsonObject();
    group.addProperty("minWorkers", 1);
    group.addProperty("maxWorkers", 2);
    group.add("workers", workers);
    JsonArray groups = new JsonArray();
    groups.add(group);
    JsonObject described = new JsonObject();
    described.addProperty("modelName", name);
    described.addProperty("requestInQueue", 0);
    described.addProperty("status", model.load() == Load.WELL ? "Healthy" : "Unhealthy");
    described.add("workerGroups", groups);
    JsonArray inside = new JsonArray();
    inside.add(described);
    JsonObject workflow = new JsonObject();
    workflow.addProperty("workflowName", name);
    workflow.addProperty("version", version);
    workflow.add("models", inside);
    workflows.add(workflow);
    return workflows;
  }

  private void register(HttpExchange exchange, Fault now) throws IOException {
    Map<String, String> query = query(exchange.getRequestURI().getRawQuery());
    String name = query.getOrDefault("model_name", "");
    String version = query.getOrDefault("model_version", "");
    Load load;
    synchronized (this) {
      Map<String, Model> versions = models.computeIfAbsent(name, m -> new TreeMap<>());
      if (versions.containsKey(version)) {
        load = null;
      } else {
        load = loads.getOrDefault(name, Load.WELL);
        if (load != Load.FAILS) {
          versions.put(version, new Model(query.getOrDefault("url", ""), load));
        }
      }
    }
    if (load == null) {
      error(exchange, 409, "BadRequestException", "Workflow " + name + " is already registered.");
    } else if (load == Load.FAILS) {
      error(exchange, 400, "ModelException", "expected sha256 aa, found bb");
    } else {
      answer(exchange, now, status("Model \"" + name + "\" registered."));
    }
  }

  private synchronized boolean remove(String name, String version) {
    return models.getOrDefault(name, new TreeMap<>()).remove(version) != null;
  }

  private synchronized JsonObject prediction(String version, @Nullable String query, byte[] image) {
    JsonObject task = new JsonObject();
    task.addProperty("name", query == null ? "bottle" : query(query).getOrDefault("task", ""));
    JsonObject answer = new JsonObject();
    answer.addProperty("version", version);
    answer.add("task", task);
    Double known = images.get(Arrays.hashCode(image));
    answer.addProperty("score", known == null ? scores.getOrDefault(version, 0.5) : known);
    answer.addProperty("verdict", "OK");
    return answer;
  }

  private static JsonObject status(String text) {
    JsonObject json = new JsonObject();
    json.addProperty("status", text);
    return json;
  }

  private static Map<String, String> query(String raw) {
    Map<String, String> query = new HashMap<>();
    for (String pair : raw.split("&")) {
      String[] parts = pair.split("=", 2);
      query.put(parts[0], URLDecoder.decode(parts[1], StandardCharsets.UTF_8));
    }
    return query;
  }

  private void answer(HttpExchange exchange, Fault now, Object json) throws IOException {
    switch (now) {
      case ANSWER_LOST -> {}
      case GARBAGE -> send(exchange, 200, "<html>proxy error</html>");
      case ENDLESS -> sendForEver(exchange);
      case SILENT -> awaitTheEnd();
      case REDIRECT -> {
        exchange.getResponseHeaders().add("Location", "/elsewhere");
        send(exchange, 302, "{}");
      }
      case WRONG_SHAPE -> send(exchange, 200, "{\"models\":\"none\",\"status\":7}");
      default -> send(exchange, 200, new GsonBuilder().setPrettyPrinting().create().toJson(json));
    }
  }

  private void sendForEver(HttpExchange exchange) throws IOException {
    exchange.sendResponseHeaders(200, 0);
    try (OutputStream out = exchange.getResponseBody()) {
      while (closing.getCount() > 0) {
        out.write(" ".repeat(1 << 16).getBytes(StandardCharsets.US_ASCII));
      }
    }
  }

  private void awaitTheEnd() {
    try {
      closing.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void notFound(HttpExchange exchange, String name) throws IOException {
    error(exchange, 404, "ModelNotFoundException", "Model or workflow not found: " + name);
  }

  private static void error(HttpExchange exchange, int status, String type, String message)
      throws IOException {
    JsonObject json = new JsonObject();
    json.addProperty("code", status);
    json.addProperty("type", type);
    json.addProperty("message", message);
    send(exchange, status, json.toString());
  }

  private static void send(HttpExchange exchange, int status, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    exchange.getResponseHeaders().add("Content-Type", "application/json");
    exchange.sendResponseHeaders(status, bytes.length);
    exchange.getResponseBody().write(bytes);
  }

  @Override
  public void close() {
    closing.countDown();
    server.stop(0);
    threads.shutdownNow();
  }
}
