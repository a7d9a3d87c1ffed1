package io.ucad.serving;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.ucad.serving.pack.ModelPackage;
import io.ucad.serving.pack.PackageProgress;
import io.ucad.serving.pack.PackagedBackbone;
import io.ucad.serving.testing.DjlServer;
import io.ucad.serving.testing.TinyModel;
import io.ucad.store.ModelStore;
import io.ucad.store.VersionId;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Packages in a real DJL Serving. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DjlServingTest {
  private static final int VERSIONS = 4;
  private static final int RELOADS = 50;
  private static final long MIB = 1 << 20;

  private Path folder;
  private TinyModel tiny;
  private DjlServer server;

  @BeforeAll
  void start(@TempDir Path temporary) throws Exception {
    folder = temporary;
    server = DjlServer.start(Files.createDirectory(folder.resolve("server")));
    tiny = TinyModel.in(folder);
    for (int v = 1; v <= VERSIONS; v++) {
      if (v > 1) {
        tiny.publishAgain("the same, again");
      }
      write(v, folder.resolve("v" + v));
    }
  }

  @AfterAll
  void stop() {
    if (server != null) {
      server.close();
    }
  }

  @BeforeEach
  void registerTheFirst() throws Exception {
    assertThat(server.register(folder.resolve("v1"), "v1").statusCode()).isEqualTo(200);
  }

  @AfterEach
  void unregisterAll() throws Exception {
    server.manage("DELETE", "/models/ucad");
  }

  private void write(int version, Path target) {
    ModelPackage.write(
        ModelStore.open(tiny.store()),
        new VersionId(version),
        PackagedBackbone.copied(tiny.backbone()),
        target,
        PackageProgress.SILENT);
  }

  @Test
  void everyProductIsAnsweredByTheContract() throws Exception {
    for (int product = 0; product < TinyModel.TASKS.size(); product++) {
      HttpResponse<String> response =
          server.predict("/predictions/ucad?map=png&explain=true", TinyModel.defective(product, 0));
      JsonObject answer = json(response);

      assertThat(response.statusCode()).isEqualTo(200);
      assertThat(response.headers().firstValue("Content-Type")).contains("application/json");
      assertThat(response.headers().firstValue("X-Request-Id"))
          .contains(answer.get("requestId").getAsString());
      assertThat(answer.getAsJsonObject("task").get("name").getAsString())
          .isEqualTo(TinyModel.TASKS.get(product));
      assertThat(answer.get("verdict").getAsString()).isEqualTo("NG");
      assertThat(answer.getAsJsonObject("anomalyMap").get("encoding").getAsString())
          .isEqualTo("png8");
      assertThat(answer.getAsJsonArray("explanation")).hasSize(5);
    }
  }

  @Test
  void oneBrokenImageAmongSixteenAtOnceIsTheOnlyOneRefused() throws Exception {
    byte[] broken = Arrays.copyOf(TinyModel.good(0, 0), 900);
    List<Callable<Integer>> calls = new ArrayList<>();
    for (int i = 0; i < 16; i++) {
      byte[] image = i == 7 ? broken : TinyModel.good(i % 3, i);
      calls.add(() -> server.predict("/predictions/ucad", image).statusCode());
    }
    ExecutorService pool = Executors.newFixedThreadPool(16);
    try {
      List<Integer> codes = new ArrayList<>();
      for (Future<Integer> call : pool.invokeAll(calls)) {
        codes.add(call.get());
      }
      for (int i = 0; i < 16; i++) {
        assertThat(codes.get(i)).isEqualTo(i == 7 ? 422 : 200);
      }
    } finally {
      pool.shutdown();
    }
  }

  /**
   * Clients that name the version: the new one is registered and asked, then they go over to it,
   * and the old one is removed while it still has requests in its queue.
   */
  @Test
  void versionsAreSwitchedUnderLoadWithoutAFailedRequest() throws Exception {
    switchUnderLoad(true, 0);
  }

  /**
   * Clients that do not: DJL Serving sends them to a version from the moment of its registration,
   * and says 503 until it is loaded. One who asks again is always answered.
   */
  @Test
  void clientsThatNameNoVersionNeedToAskAgainWhileOneIsLoaded() throws Exception {
    switchUnderLoad(false, 200);
  }

  private void switchUnderLoad(boolean named, int retries) throws Exception {
    var current = new AtomicInteger(1);
    Supplier<String> path =
        () -> named ? "/predictions/ucad/v" + current.get() : "/predictions/ucad";
    var stop = new AtomicBoolean();
    var answered = new AtomicInteger();
    ExecutorService pool = Executors.newFixedThreadPool(4);
    try {
      List<Future<List<String>>> clients = new ArrayList<>();
      for (int c = 0; c < 4; c++) {
        byte[] image = TinyModel.good(c % 3, c);
        clients.add(pool.submit(() -> load(path, image, retries, stop, answered)));
      }
      for (int v = 2; v <= VERSIONS; v++) {
        assertThat(server.register(folder.resolve("v" + v), "v" + v).statusCode()).isEqualTo(200);
        assertThat(server.predict("/predictions/ucad/v" + v, TinyModel.good(0, 0)).statusCode())
            .isEqualTo(200);
        current.set(v);
        assertThat(server.unregister("v" + (v - 1)).statusCode()).isEqualTo(200);
      }
      stop.set(true);
      for (Future<List<String>> client : clients) {
        assertThat(client.get()).as("failures among %s", answered).isEmpty();
      }
    } finally {
      stop.set(true);
      pool.shutdown();
    }
    assertThat(answered.get()).isGreaterThan(20);
    assertThat(json(server.predict("/predictions/ucad", TinyModel.good(0, 0))).get("version"))
        .hasToString("\"v" + VERSIONS + "\"");
  }

  private List<String> load(
      Supplier<String> path, byte[] image, int retries, AtomicBoolean stop, AtomicInteger answered)
      throws Exception {
    List<String> failed = new ArrayList<>();
    while (!stop.get()) {
      HttpResponse<String> response = server.predict(path.get(), image);
      for (int i = 0; i < retries && response.statusCode() == 503; i++) {
        response = server.predict(path.get(), image);
      }
      answered.incrementAndGet();
      if (response.statusCode() != 200) {
        failed.add(response.statusCode() + " " + response.body());
      }
    }
    return failed;
  }

  @Test
  void aDamagedPackageIsNotLoadedAndTheOldOneGoesOn() throws Exception {
    Path damaged = folder.resolve("damaged");
    write(2, damaged);
    Path memory = damaged.resolve("store/versions/v2/gear.safetensors");
    byte[] bytes = Files.readAllBytes(memory);
    bytes[bytes.length / 2] ^= 1;
    Files.write(memory, bytes);

    HttpResponse<String> refused = server.register(damaged, "v2");

    assertThat(refused.statusCode()).isGreaterThanOrEqualTo(400);
    assertThat(refused.body()).contains("gear.safetensors is corrupt");
    for (int i = 0; i < 4; i++) {
      JsonObject answer = json(server.predict("/predictions/ucad", TinyModel.good(0, i)));
      assertThat(answer.get("version").getAsString()).isEqualTo("v1");
    }
    assertThat(server.predict("/predictions/ucad/v2", TinyModel.good(0, 0)).statusCode())
        .isEqualTo(404);
  }

  @Test
  void aZipAndAWorkflowAreLoadedToo() throws Exception {
    Path zip = folder.resolve("ucad.zip");
    write(3, zip);
    assertThat(server.register(zip, "v3").statusCode()).isEqualTo(200);
    assertThat(
            json(server.predict("/predictions/ucad/v3", TinyModel.good(1, 0)))
                .get("version")
                .getAsString())
        .isEqualTo("v3");

    HttpResponse<String> registered =
        server.manage(
            "POST", "/workflows?url=" + folder.resolve("v2/workflow/workflow.json").toUri());
    assertThat(registered.statusCode()).as(registered.body()).isEqualTo(200);
    JsonObject answer = json(server.predict("/predictions/ucad-workflow", TinyModel.good(2, 0)));
    assertThat(answer.get("version").getAsString()).isEqualTo("v2");
    assertThat(server.manage("DELETE", "/workflows/ucad-workflow").statusCode()).isEqualTo(200);
  }

  @Test
  void anUnregisteredModelIsGone() throws Exception {
    assertThat(server.predict("/predictions/ucad", TinyModel.good(0, 0)).statusCode())
        .isEqualTo(200);
    assertThat(server.unregister("v1").statusCode()).isEqualTo(200);
    assertThat(server.predict("/predictions/ucad", TinyModel.good(0, 0)).statusCode())
        .isEqualTo(404);
    assertThat(server.register(folder.resolve("v1"), "v1").statusCode()).isEqualTo(200);
  }

  @Test
  void memoryStaysFlatOverFiftyReloads() throws Exception {
    Path wide = folder.resolve("wide");
    TinyModel model = TinyModel.in(Files.createDirectory(folder.resolve("wide-model")), 256);
    ModelPackage.write(
        ModelStore.open(model.store()),
        new VersionId(1),
        PackagedBackbone.copied(model.backbone()),
        wide,
        PackageProgress.SILENT);
    List<Long> resident = new ArrayList<>();
    for (int i = 0; i < RELOADS; i++) {
      assertThat(server.unregister("v1").statusCode()).isEqualTo(200);
      assertThat(server.register(wide, "v1").statusCode()).isEqualTo(200);
      assertThat(server.predict("/predictions/ucad", TinyModel.good(0, i)).statusCode())
          .isEqualTo(200);
      resident.add(server.resident() / MIB);
    }
    System.out.println("resident MiB after each reload: " + resident);
    long half = max(resident.subList(RELOADS / 4, RELOADS / 2));
    // A model of 16 MB that stayed behind each time would add 400.
    assertThat(max(resident.subList(3 * RELOADS / 4, RELOADS))).isLessThan(half + 48);
  }

  private static long max(List<Long> values) {
    return values.stream().mapToLong(Long::longValue).max().orElseThrow();
  }

  private static JsonObject json(HttpResponse<String> response) {
    return JsonParser.parseString(response.body()).getAsJsonObject();
  }
}
