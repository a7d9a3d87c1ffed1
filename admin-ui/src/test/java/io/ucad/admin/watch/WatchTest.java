package io.ucad.admin.watch;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.ucad.admin.AdminNode;
import io.ucad.admin.access.Role;
import io.ucad.admin.access.TokenScope;
import io.ucad.admin.access.TokenService;
import io.ucad.admin.settings.AdminSettings;
import io.ucad.admin.settings.NodeRole;
import io.ucad.admin.testing.As;
import io.ucad.admin.testing.Database;
import io.ucad.admin.testing.Nodes;
import io.ucad.store.ModelStore;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.health.contributor.Status;
import org.springframework.jdbc.core.simple.JdbcClient;

/** What machines may ask of a node. */
class WatchTest {
  @TempDir private static Path home;
  private static AdminNode node;
  private static String token;

  private final HttpClient client = HttpClient.newHttpClient();

  /** A node of its own: of several in one JVM only the last one takes tokens. */
  @BeforeAll
  static void start() {
    var settings = new AdminSettings(home, Optional.empty(), true, NodeRole.UI);
    node = Nodes.start(settings, Database.POSTGRESQL.address(home));
    JdbcClient.create(node.get(DataSource.class))
        .sql("update app_user set must_change_password = false where name = 'admin'")
        .update();
    token =
        As.admin(() -> node.get(TokenService.class).create("watch", TokenScope.of(Role.VIEWER), 1));
  }

  @AfterAll
  static void stop() {
    node.close();
  }

  private HttpResponse<String> get(String path, String token) throws Exception {
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + node.port().orElseThrow() + path));
    if (!token.isEmpty()) {
      request.header("Authorization", "Bearer " + token);
    }
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void whetherTheProcessLivesIsOpenAndTheRestNeedsTheTokenOfAViewer() throws Exception {
    HttpResponse<String> live = get("/actuator/health/liveness", "");
    assertThat(live.statusCode()).isEqualTo(200);
    assertThat(json(live).get("status").getAsString()).isEqualTo("UP");
    for (String path :
        new String[] {"/actuator/health", "/actuator/health/readiness", "/actuator/prometheus"}) {
      assertThat(get(path, "").statusCode()).as(path).isEqualTo(401);
      assertThat(get(path, "ucad_" + "0".repeat(43)).statusCode()).as(path).isEqualTo(401);
    }
    HttpResponse<String> ready = get("/actuator/health/readiness", token);
    assertThat(ready.statusCode()).as(ready.body()).isEqualTo(200);
    assertThat(json(ready).getAsJsonObject("components").keySet())
        .containsExactlyInAnyOrder("db", "readinessState", "store", "worker");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "/env", "/beans", "/heapdump", "/loggers", "/shutdown", "/metrics", "/info"})
  void nothingElseIsOpenToAnybody(String path) throws Exception {
    assertThat(get("/actuator" + path, "").statusCode()).isEqualTo(401);
    assertThat(get("/actuator" + path, token).statusCode()).isEqualTo(403);
  }

  @Test
  void theFiguresAreThoseOfTheDatabaseAndTheStore() throws Exception {
    JdbcClient sql = JdbcClient.create(node.get(DataSource.class));
    sql.sql(
            """
            insert into job (state, preset, seed, created_by, created_at, cancel_requested, attempts,
              fence, worker, stage, progress, problem)
            values ('QUEUED', 'fast', 1, 'watch', timestamp '2020-01-01 00:00:00', false, 0, 0, '',
              '', 0, '')
            """)
        .update();
    String figures = get("/actuator/prometheus", token).body();
    assertThat(value(figures, "ucad_jobs{state=\"queued\"}")).isEqualTo(1);
    assertThat(value(figures, "ucad_jobs{state=\"failed\"}")).isZero();
    assertThat(value(figures, "ucad_queue_age_seconds")).isGreaterThan(100_000_000);
    assertThat(value(figures, "ucad_versions")).isZero();
    assertThat(value(figures, "ucad_store_size_bytes")).isPositive();
    assertThat(value(figures, "ucad_store_free_bytes")).isPositive();
    assertThat(value(figures, "ucad_logins_refused_total")).isNotNegative();
    assertThat(value(figures, "ucad_webhook_waiting")).isZero();
    assertThat(value(figures, "ucad_webhook_attempts_total{outcome=\"delivered\"}")).isZero();
    assertThat(value(figures, "ucad_webhook_failed_total")).isZero();
  }

  @Test
  void aStoreThatIsGoneIsNotWell(@TempDir Path folder) throws Exception {
    Path root = folder.resolve("store");
    var health = new StoreHealthIndicator(ModelStore.openOrCreate(root));
    assertThat(health.health().getStatus()).isEqualTo(Status.UP);
    Files.move(root, folder.resolve("elsewhere"));
    assertThat(health.health().getStatus()).isEqualTo(Status.DOWN);
  }

  private static JsonObject json(HttpResponse<String> answer) {
    return JsonParser.parseString(answer.body()).getAsJsonObject();
  }

  private static double value(String figures, String name) {
    return figures
        .lines()
        .filter(line -> line.startsWith(name + " "))
        .mapToDouble(line -> Double.parseDouble(line.substring(name.length() + 1)))
        .findFirst()
        .orElseThrow(() -> new AssertionError(name + " is not in " + figures));
  }
}
