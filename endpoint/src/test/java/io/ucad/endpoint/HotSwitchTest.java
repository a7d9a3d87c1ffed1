package io.ucad.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import io.ucad.endpoint.TestServer.Answer;
import io.ucad.endpoint.model.ModelHost;
import io.ucad.serving.testing.TinyModel;
import io.ucad.store.AliasName;
import io.ucad.store.KeepPolicy;
import io.ucad.store.ModelStore;
import io.ucad.store.StoreException;
import io.ucad.store.TaskName;
import io.ucad.store.Version;
import io.ucad.store.VersionId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Reliability case 11, and versions that clients name, on the endpoint. */
@Timeout(180)
class HotSwitchTest {
  private static final int SWITCHES = Integer.getInteger("ucad.endpoint.switches", 100);
  private static final int CORRUPT_EVERY = 10;

  @TempDir Path folder;
  private TinyModel tiny;
  private ModelStore store;
  private Version second;
  private TestServer server;

  @BeforeEach
  void start() {
    tiny = TinyModel.in(folder);
    second = tiny.publishAgain("the same again");
    store = ModelStore.open(tiny.store());
    store.point(AliasName.PRODUCTION, tiny.version().id());
    server = TestServer.start(tiny);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void aHundredSwitchesUnderLoadFailNoRequest() throws Exception {
    VersionId corrupt = corrupt();
    var stop = new AtomicBoolean();
    var answered = new AtomicInteger();
    var wrong = new ConcurrentLinkedQueue<String>();
    List<CompletableFuture<Void>> clients = new ArrayList<>();
    for (int client = 0; client < 4; client++) {
      byte[] image = TinyModel.good(client % 3, client);
      clients.add(
          CompletableFuture.runAsync(
              () -> {
                while (!stop.get()) {
                  Answer answer = server.predict(image);
                  if (answer.status() != 200
                      || answer.json().get("version").getAsString().equals(corrupt.toString())) {
                    wrong.add(answer.text());
                  }
                  answered.incrementAndGet();
                }
              },
              command -> new Thread(command).start()));
    }
    ModelHost host = server.endpoint().host();
    for (int i = 0; i < SWITCHES; i++) {
      if (i % CORRUPT_EVERY == CORRUPT_EVERY - 1) {
        VersionId before = host.current().orElseThrow();
        assertThatThrownBy(() -> host.serve(corrupt)).isInstanceOf(StoreException.class);
        assertThat(host.current()).contains(before);
      } else {
        VersionId next = i % 2 == 0 ? second.id() : tiny.version().id();
        store.point(AliasName.PRODUCTION, next);
        server.endpoint().refresh();
        assertThat(host.current()).contains(next);
      }
    }
    stop.set(true);
    clients.forEach(CompletableFuture::join);

    assertThat(wrong).isEmpty();
    assertThat(answered.get()).isGreaterThan(SWITCHES);
    assertThat(host.loaded()).hasSize(1);
    Figures.record(
        11,
        "switches under load, of them to a corrupt version: requests, failed, answered by it",
        "%d, %d: %d, 0, 0".formatted(SWITCHES, SWITCHES / CORRUPT_EVERY, answered.get()));
  }

  /** A third version with one bit changed in one of its files. */
  private VersionId corrupt() throws IOException {
    Version third = tiny.publishAgain("to be damaged");
    Path file = third.directory().resolve(new TaskName("bolt").fileName());
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 1;
    Files.delete(file); // other versions hold the same file by another name
    Files.write(file, bytes);
    return third.id();
  }

  @Test
  void theAliasIsFollowed() throws Exception {
    assertThat(version(server.predict(TinyModel.good(0, 0)))).isEqualTo("v1");

    store.point(AliasName.PRODUCTION, second.id());
    while (!version(server.predict(TinyModel.good(0, 0))).equals("v2")) {
      Thread.onSpinWait();
    }

    store.point(AliasName.PRODUCTION, tiny.version().id());
    assertThat(repository("refresh", "{}").status()).isEqualTo(200);
    assertThat(version(server.predict(TinyModel.good(0, 0)))).isEqualTo("v1");
  }

  @Test
  void anAliasThatCannotBeFollowedChangesNothing() throws Exception {
    store.removeAlias(AliasName.PRODUCTION);
    assertThat(repository("refresh", "{}").status()).isEqualTo(200);
    assertThat(version(server.predict(TinyModel.good(0, 0)))).isEqualTo("v2");

    VersionId corrupt = corrupt(); // publishing moved latest to it
    assertThat(store.resolve("latest")).isEqualTo(corrupt);
    assertThat(repository("refresh", "{}").status()).isEqualTo(200);

    assertThat(version(server.predict(TinyModel.good(0, 0)))).isEqualTo("v2");
    assertThat(server.get("/metrics").text()).contains("ucad_switches_total{result=\"failed\"} 1");
  }

  @Test
  void versionsAreLoadedByNameAndUnloaded() {
    String path = "/predictions/ucad/v2";
    byte[] image = TinyModel.good(0, 0);
    assertThat(server.post(path, "image/jpeg", image).status()).isEqualTo(404);

    Answer loaded = repository("load", "{\"parameters\":{\"version\":\"v2\"}}");
    assertThat(loaded.status()).as(loaded.text()).isEqualTo(200);
    assertThat(version(server.post(path, "image/jpeg", image))).isEqualTo("v2");
    assertThat(version(server.predict(image))).isEqualTo("v1");
    assertThat(version(server.post("/predictions/ucad/v1", "image/jpeg", image))).isEqualTo("v1");

    assertThat(repository("unload", "{\"parameters\":{\"version\":\"v2\"}}").status())
        .isEqualTo(200);
    assertThat(server.post(path, "image/jpeg", image).status()).isEqualTo(404);
    assertThat(repository("unload", "{\"parameters\":{\"version\":\"v1\"}}").status())
        .isEqualTo(200);
    assertThat(version(server.predict(image))).isEqualTo("v1");
  }

  @Test
  void whatCannotBeLoadedIsSaid() throws IOException {
    VersionId corrupt = corrupt();
    Answer damaged = repository("load", "{\"parameters\":{\"version\":\"" + corrupt + "\"}}");
    assertThat(damaged.status()).isEqualTo(409);
    assertThat(damaged.code()).isEqualTo("STORE_CORRUPT");
    assertThat(repository("load", "{\"parameters\":{\"version\":\"v99\"}}").status())
        .isEqualTo(404);
    for (String body :
        List.of("", "{}", "[]", "{\"parameters\":7}", "{\"parameters\":{\"version\":\"../x\"}}")) {
      assertThat(repository("load", body).status()).as(body).isEqualTo(400);
    }
  }

  @Test
  void aVersionThatAnswersIsNotCollected() {
    store.point(AliasName.PRODUCTION, second.id());

    assertThat(store.collectGarbage(KeepPolicy.recent(1))).isEmpty();

    server.endpoint().refresh();
    assertThat(store.collectGarbage(KeepPolicy.recent(1))).containsExactly(tiny.version().id());
  }

  private Answer repository(String verb, String body) {
    return server.post(
        "/v2/repository/models/ucad/" + verb,
        "application/json",
        body.getBytes(StandardCharsets.UTF_8));
  }

  private static String version(Answer answer) {
    JsonObject json = answer.json();
    return json.has("version") ? json.get("version").getAsString() : answer.text();
  }
}
