package io.ucad.admin.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.ucad.admin.AdminNode;
import io.ucad.admin.access.AccountService;
import io.ucad.admin.access.Role;
import io.ucad.admin.access.TokenRow;
import io.ucad.admin.access.TokenScope;
import io.ucad.admin.access.TokenService;
import io.ucad.admin.job.JobService;
import io.ucad.admin.job.JobState;
import io.ucad.admin.settings.AdminSettings;
import io.ucad.admin.settings.NodeRole;
import io.ucad.admin.testing.As;
import io.ucad.admin.testing.Database;
import io.ucad.admin.testing.Factory;
import io.ucad.admin.testing.Nodes;
import io.ucad.admin.version.VersionService;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A whole node: its screens, its worker and its endpoint on one port. */
@Timeout(600)
class EmbeddedEndpointTest {
  private static final Duration PATIENCE = Duration.ofSeconds(120);
  private static final int SWITCHES = 6;

  @TempDir private Path folder;
  private final HttpClient client = HttpClient.newHttpClient();
  private final List<AdminNode> nodes = new ArrayList<>();

  @AfterEach
  void stop() {
    nodes.forEach(AdminNode::close);
    client.close();
  }

  private AdminNode start(NodeRole role, String host) {
    var settings =
        new AdminSettings(folder, Optional.of(Nodes.backbone(folder).toString()), true, role);
    AdminNode node = Nodes.start(settings, Optional.of(Database.H2.address(folder)), host);
    nodes.add(node);
    return node;
  }

  @Test
  void fromNoVersionToSwitchesUnderLoad() throws Exception {
    AdminNode node = start(NodeRole.ALL, "127.0.0.1");
    nothingToServeYet(node);
    theScreensAreWhereTheyWere(node);
    learn(node, "tile", 1);
    theFirstVersionAnswers(node);
    await().atMost(PATIENCE).until(() -> writtenDown(node, "tile") > 0);
    learn(node, "fabric", 2);
    await().atMost(PATIENCE).until(() -> version(predict(node, "")).equals("v2"));
    Factory.publishAgain(node);
    switchesUnderLoadFailNothing(node);
  }

  /** P-values of answers, from which drift is seen. */
  private static long writtenDown(AdminNode node, String task) {
    return node.get(JdbcClient.class)
        .sql("select count(*) from production_score where task = :task and version = 1")
        .param("task", task)
        .query(Long.class)
        .single();
  }

  private void nothingToServeYet(AdminNode node) throws Exception {
    HttpResponse<String> refused = predict(node, "");
    assertThat(refused.statusCode()).isEqualTo(503);
    assertThat(json(refused).get("code").getAsString()).isEqualTo("NOT_READY");
    assertThat(json(refused).get("message").getAsString()).contains("learn a task");
    assertThat(predict(node, "/v1").statusCode()).isEqualTo(503);
    assertThat(get(node, "/ping").statusCode()).isEqualTo(503);
    assertThat(get(node, "/openapi.json").statusCode()).isEqualTo(200);
    assertThat(get(node, "/metrics").body()).contains("ucad_version 0.0");
    for (String path :
        List.of("/predictions/ucad", "/v2/health/live", "/v2/nothing", "/ping", "/metrics")) {
      HttpResponse<String> answer = get(node, path);
      assertThat(answer.headers().map()).as(path).doesNotContainKeys("set-cookie", "location");
      assertThat(answer.headers().firstValue("Content-Type").orElse(""))
          .as(path)
          .startsWith(path.equals("/metrics") ? "text/plain" : "application/json");
    }
    assertThat(raw(node, "GET /predictions//ucad;x=1/..%5cy HTTP/1.1"))
        .doesNotContain("Location")
        .doesNotContain("Set-Cookie")
        .doesNotContain("HTTP/1.1 2")
        .doesNotContain("HTTP/1.1 3");
  }

  private void theScreensAreWhereTheyWere(AdminNode node) throws Exception {
    for (String path : List.of("/", "/tasks", "/versions", "/pingpong", "/predictionsx", "/v2x")) {
      HttpResponse<String> answer = get(node, path);
      assertThat(answer.statusCode()).as(path).isEqualTo(302);
      assertThat(answer.headers().firstValue("Location").orElse("")).endsWith("/login");
    }
  }

  private static void learn(AdminNode node, String product, int seed) {
    Factory.register(node, product, product);
    long job = As.admin(() -> node.get(JobService.class).learn(List.of(product), "fast", seed));
    await()
        .atMost(PATIENCE)
        .until(
            () -> As.admin(() -> node.get(JobService.class).get(job)).state(),
            JobState.DONE::equals);
  }

  private void theFirstVersionAnswers(AdminNode node) throws Exception {
    await().atMost(PATIENCE).until(() -> get(node, "/ping").statusCode() == 200);
    HttpResponse<String> answer = predict(node, "?map=png");
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    assertThat(version(answer)).isEqualTo("v1");
    assertThat(json(answer).getAsJsonObject("task").get("name").getAsString()).isEqualTo("tile");
    assertThat(json(answer).get("verdict").getAsString()).isIn("OK", "REVIEW", "NG");
    assertThat(json(answer).getAsJsonObject("anomalyMap").get("data").getAsString()).isNotBlank();
    assertThat(answer.headers().map()).doesNotContainKeys("set-cookie", "location");
    assertThat(version(predict(node, "/v1"))).isEqualTo("v1");
    assertThat(predict(node, "/v9").statusCode()).isEqualTo(404);
  }

  private void switchesUnderLoadFailNothing(AdminNode node) {
    var stop = new AtomicBoolean();
    var answered = new AtomicInteger();
    var wrong = new ConcurrentLinkedQueue<String>();
    List<CompletableFuture<Void>> clients = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      clients.add(
          CompletableFuture.runAsync(
              () -> {
                while (!stop.get()) {
                  HttpResponse<String> answer = predict(node, "");
                  if (answer.statusCode() != 200) {
                    wrong.add(answer.body());
                  }
                  answered.incrementAndGet();
                }
              },
              command -> new Thread(command).start()));
    }
    var versions = node.get(VersionService.class);
    for (int i = 0; i < SWITCHES; i++) {
      int wanted = 2 + i % 2;
      As.admin(() -> versions.point("production", wanted));
      node.get(EmbeddedEndpoint.class).refresh();
      assertThat(version(predict(node, ""))).isEqualTo("v" + wanted);
    }
    stop.set(true);
    clients.forEach(CompletableFuture::join);
    assertThat(wrong).isEmpty();
    assertThat(answered.get()).isGreaterThan(SWITCHES);
  }

  @Test
  void whereOthersCanComeATokenIsAskedFor() throws Exception {
    AdminNode node = start(NodeRole.UI, "0.0.0.0");
    assertThat(node.get(EmbeddedEndpoint.class).asksForTokens()).isTrue();
    assertThat(get(node, "/ping").statusCode()).isEqualTo(503);
    choosePassword(node);
    String viewer = token(node, Role.VIEWER);
    String operator = token(node, Role.OPERATOR);

    assertThat(get(node, "/v2").statusCode()).isEqualTo(401);
    assertThat(get(node, "/v2", "Authorization", "Bearer ucad_wrong").statusCode()).isEqualTo(401);
    assertThat(get(node, "/v2", "Authorization", "Basic YTpi").statusCode()).isEqualTo(401);
    assertThat(predict(node, "").statusCode()).isEqualTo(401);
    assertThat(predict(node, "", "Authorization", viewer).statusCode()).isEqualTo(503);
    assertThat(get(node, "/metrics", "Authorization", viewer).statusCode()).isEqualTo(200);
    assertThat(refresh(node, viewer).statusCode()).isEqualTo(403);
    assertThat(refresh(node, operator).statusCode()).isEqualTo(200);

    String camera = token(node, Set.of(TokenScope.PREDICT));
    assertThat(predict(node, "", "Authorization", camera).statusCode()).isEqualTo(503);
    assertThat(get(node, "/metrics", "Authorization", camera).statusCode()).isEqualTo(403);
    assertThat(refresh(node, camera).statusCode()).isEqualTo(403);
    assertThat(get(node, "/api/v1/tasks", "Authorization", camera).statusCode()).isEqualTo(403);
    String reader = token(node, Set.of(TokenScope.READ));
    assertThat(predict(node, "", "Authorization", reader).statusCode()).isEqualTo(403);

    As.admin(
        () -> {
          TokenService tokens = node.get(TokenService.class);
          tokens.list(0, 500).stream().map(TokenRow::id).forEach(tokens::revoke);
        });
    await()
        .atMost(Duration.ofSeconds(3))
        .until(() -> get(node, "/v2", "Authorization", viewer).statusCode() == 401);
  }

  /** Tokens of somebody who has not chosen a password yet are worth nothing. */
  private static void choosePassword(AdminNode node) {
    String first = node.firstPassword().orElseThrow();
    As.user(
        "admin",
        List.of("NEWCOMER"),
        () -> {
          node.get(AccountService.class).choosePassword(first, "correct horse battery");
          return true;
        });
  }

  private static String token(AdminNode node, Role role) {
    return token(node, TokenScope.of(role));
  }

  private static String token(AdminNode node, Set<TokenScope> scopes) {
    return "Bearer "
        + As.user(
            "admin",
            List.of("VIEWER", "OPERATOR", "ADMIN"),
            () -> node.get(TokenService.class).create("for the test", scopes, 1));
  }

  private HttpResponse<String> refresh(AdminNode node, String token) throws Exception {
    return send(
        HttpRequest.newBuilder(address(node, "/v2/repository/models/ucad/refresh"))
            .header("Authorization", token)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofString("{}")));
  }

  private HttpResponse<String> predict(AdminNode node, String where, String... headers) {
    var request =
        HttpRequest.newBuilder(address(node, "/predictions/ucad" + where))
            .header("Content-Type", "image/png")
            .POST(
                HttpRequest.BodyPublishers.ofByteArray(Factory.image("tile", "test/good/000.png")));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return send(request);
  }

  private HttpResponse<String> get(AdminNode node, String path, String... headers) {
    var request = HttpRequest.newBuilder(address(node, path));
    if (headers.length > 0) {
      request.headers(headers);
    }
    return send(request);
  }

  private HttpResponse<String> send(HttpRequest.Builder request) {
    try {
      return client.send(request.timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** What no client library would send. */
  private static String raw(AdminNode node, String line) throws IOException {
    try (var socket = new Socket("127.0.0.1", node.port().orElseThrow())) {
      socket
          .getOutputStream()
          .write(
              (line + "\r\nHost: localhost\r\nConnection: close\r\n\r\n")
                  .getBytes(StandardCharsets.US_ASCII));
      return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static URI address(AdminNode node, String path) {
    return URI.create("http://127.0.0.1:" + node.port().orElseThrow() + path);
  }

  private static JsonObject json(HttpResponse<String> answer) {
    return JsonParser.parseString(answer.body()).getAsJsonObject();
  }

  private static String version(HttpResponse<String> answer) {
    JsonObject json = json(answer);
    return json.has("version") ? json.get("version").getAsString() : answer.body();
  }
}
