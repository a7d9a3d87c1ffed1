package io.ucad.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ucad.endpoint.TestServer.Answer;
import io.ucad.endpoint.access.LoopbackOnly;
import io.ucad.endpoint.access.Scope;
import io.ucad.endpoint.access.TokenAccess;
import io.ucad.endpoint.access.TokenFile;
import io.ucad.endpoint.http.Access;
import io.ucad.endpoint.http.Route;
import io.ucad.serving.testing.TinyModel;
import io.ucad.store.ModelStore;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who may ask what, on every route. */
class AccessTest {
  @TempDir Path folder;
  private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
  private final InstantSource clock = now::get;
  private final Map<Scope, String> tokens = new EnumMap<>(Scope.class);
  private TokenFile file;
  private TestServer server;

  @BeforeEach
  void start() {
    file = new TokenFile(folder.resolve("tokens.json"), clock);
    for (Scope scope : Scope.values()) {
      tokens.put(scope, file.create(scope.word(), EnumSet.of(scope), Optional.empty()));
    }
    server =
        TestServer.start(
            ModelStore.open(TinyModel.in(folder).store()),
            new FakeModel().loader(),
            TestServer.settings(),
            new TokenAccess(file, clock),
            Optional.empty());
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private Answer ask(Route route, String... headers) {
    String path = route.path().replace("{version}", "v1");
    return server.send(
        server
            .request(path, headers)
            .header("Content-Type", "application/octet-stream")
            .method(
                route.method(),
                route.body() ? BodyPublishers.ofByteArray(new byte[] {1}) : BodyPublishers.noBody())
            .build());
  }

  @Test
  void everyRouteAsksForItsScopeAndForNoOther() {
    Set<Access> seen = EnumSet.noneOf(Access.class);
    for (Route route : server.endpoint().routes().routes()) {
      seen.add(route.access());
      Optional<Scope> needed = route.access().scope();
      if (needed.isEmpty()) {
        assertThat(ask(route).status()).as(route.path()).isEqualTo(200);
        continue;
      }
      Answer nobody = ask(route);
      assertThat(nobody.status()).as(route.path()).isEqualTo(401);
      assertThat(nobody.header("WWW-Authenticate")).contains("Bearer");
      assertThat(ask(route, "Authorization", "Bearer ucad_wrong").status()).isEqualTo(401);
      assertThat(ask(route, "Authorization", "Basic dXNlcjpwYXNz").status()).isEqualTo(401);
      for (Scope scope : Scope.values()) {
        int status = ask(route, "Authorization", "Bearer " + token(scope)).status();
        if (scope == needed.get()) {
          assertThat(status).as(route.path()).isNotIn(401, 403);
        } else {
          assertThat(status).as(route.path()).isEqualTo(403);
        }
      }
    }
    assertThat(seen).containsExactlyInAnyOrder(Access.values());
  }

  @Test
  void onlyHealthAndTheDocumentAreOpen() {
    assertThat(
            server.endpoint().routes().routes().stream()
                .filter(route -> route.access() == Access.ANYONE)
                .map(Route::path))
        .containsExactlyInAnyOrder("/ping", "/v2/health/live", "/v2/health/ready", "/openapi.json");
  }

  @Test
  void aRevokedTokenIsRefusedWithinASecond() {
    assertThat(v2(token(Scope.PREDICT)).status()).isEqualTo(200);

    file.revoke("predict");
    pass(Duration.ofSeconds(1));

    assertThat(v2(token(Scope.PREDICT)).status()).isEqualTo(401);
    String another = file.create("another", EnumSet.of(Scope.PREDICT), Optional.empty());
    pass(Duration.ofSeconds(1));
    assertThat(v2(another).status()).isEqualTo(200);
  }

  @Test
  void aTokenExpires() {
    String shortly =
        file.create("shortly", EnumSet.of(Scope.PREDICT), Optional.of(Duration.ofHours(1)));
    pass(Duration.ofMinutes(59));
    assertThat(v2(shortly).status()).isEqualTo(200);
    pass(Duration.ofMinutes(1));
    assertThat(v2(shortly).status()).isEqualTo(401);
  }

  @Test
  void whileTheTokensCannotBeReadNobodyIsLetIn() throws IOException {
    byte[] good = Files.readAllBytes(folder.resolve("tokens.json"));
    for (String damage :
        new String[] {"", "{}", "[", "{\"format\":\"ucad-tokens\",\"version\":9}"}) {
      Files.writeString(folder.resolve("tokens.json"), damage);
      pass(Duration.ofSeconds(1));
      Answer answer = v2(token(Scope.PREDICT));
      assertThat(answer.status()).isEqualTo(503);
      assertThat(answer.code()).isEqualTo("TOKENS_UNREADABLE");
    }
    Files.delete(folder.resolve("tokens.json"));
    pass(Duration.ofSeconds(1));
    assertThat(v2(token(Scope.PREDICT)).status()).isEqualTo(503);

    Files.write(folder.resolve("tokens.json"), good);
    pass(Duration.ofSeconds(1));
    assertThat(v2(token(Scope.PREDICT)).status()).isEqualTo(200);
  }

  @Test
  void theFileHoldsNoTokenAndIsItsOwnersAlone() throws IOException {
    String text = Files.readString(folder.resolve("tokens.json"));
    tokens.values().forEach(token -> assertThat(text).doesNotContain(token));
    assertThat(
            java.nio.file.attribute.PosixFilePermissions.toString(
                Files.getPosixFilePermissions(folder.resolve("tokens.json"))))
        .isEqualTo("rw-------");
    assertThat(tokens.values()).allMatch(token -> token.length() >= 43);
  }

  @Test
  void namesAreOnceAndHarmless() {
    assertThatThrownBy(() -> file.create("predict", EnumSet.of(Scope.ADMIN), Optional.empty()))
        .hasMessageContaining("already");
    assertThatThrownBy(() -> file.create("a\nb", EnumSet.of(Scope.ADMIN), Optional.empty()))
        .hasMessageContaining("expected a token's name");
    assertThatThrownBy(() -> file.revoke("nobody")).hasMessageContaining("nobody");
  }

  @Test
  void withoutTokensOnlyThisMachineIsServed() {
    Endpoint endpoint = server.endpoint();
    assertThatThrownBy(
            () ->
                EndpointServer.start(
                    endpoint, new LoopbackOnly(), new Address("0.0.0.0", 0, Optional.empty())))
        .isInstanceOf(EndpointException.class)
        .hasMessageContaining("--tokens");
    assertThatThrownBy(
            () -> new TokenAccess(new TokenFile(folder.resolve("none.json"), clock), clock))
        .hasMessageContaining("ucad token create");
  }

  @Test
  void aProxyOnThisMachineIsNotThisMachine() {
    try (TestServer open =
        TestServer.start(
            ModelStore.open(folder.resolve("store")),
            new FakeModel().loader(),
            TestServer.settings(),
            new LoopbackOnly(),
            Optional.empty())) {
      assertThat(open.get("/v2").status()).isEqualTo(200);
      for (String header : new String[] {"X-Forwarded-For", "X-Forwarded-Host", "Forwarded"}) {
        assertThat(open.get("/v2", header, "198.51.100.7").status()).as(header).isEqualTo(401);
      }
    }
  }

  private Answer v2(String token) {
    return server.get("/v2", "Authorization", "Bearer " + token);
  }

  private String token(Scope scope) {
    return Objects.requireNonNull(tokens.get(scope));
  }

  private void pass(Duration time) {
    now.updateAndGet(instant -> instant.plus(time));
  }
}
