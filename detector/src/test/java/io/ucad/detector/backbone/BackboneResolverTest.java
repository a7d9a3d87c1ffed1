package io.ucad.detector.backbone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import io.ucad.detector.testing.RandomVit;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BackboneResolverTest {
  private static final RandomVit NETWORK = RandomVit.deit(8, 16, 1, 2, 16);

  @TempDir Path folder;

  /** Long, because a busy machine is not a silent server. */
  private Duration idle = Duration.ofSeconds(20);

  private Duration probe = Duration.ofSeconds(20);
  private Path cache;
  private byte[] published;
  private HttpServer server;
  private ExecutorService threads;
  private final AtomicInteger requests = new AtomicInteger();
  private volatile HttpHandler answer = exchange -> send(exchange, new byte[0]);
  private final List<Long> heard = new ArrayList<>();

  @BeforeEach
  void start() throws IOException {
    cache = folder.resolve("cache");
    published = Files.readAllBytes(NETWORK.write(folder.resolve("published.safetensors")));
    threads = Executors.newCachedThreadPool();
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setExecutor(threads);
    server.createContext(
        "/",
        exchange -> {
          requests.incrementAndGet();
          try (exchange) {
            answer.handle(exchange);
          }
        });
    server.start();
    answer = exchange -> send(exchange, published);
  }

  @AfterEach
  void stop() {
    server.stop(0);
    threads.shutdownNow();
  }

  @Test
  void aPathIsTakenAsItIs() throws IOException {
    Path file = Files.write(folder.resolve("mine.safetensors"), published);

    assertThat(resolver(true, 1 << 20).resolve(file.toString())).isEqualTo(file);
    assertThatThrownBy(
            () -> resolver(false, 1 << 20).resolve(folder.resolve("none.safetensors").toString()))
        .isInstanceOf(BackboneUnavailableException.class)
        .hasMessageContaining("none.safetensors");
    assertThat(requests).hasValue(0);
  }

  @Test
  void aNameIsDownloadedOnceAndRecorded() throws IOException {
    Path file = resolver(false, 1 << 20).resolve("tiny");

    assertThat(file).isEqualTo(cache.resolve("tiny.safetensors")).hasBinaryContent(published);
    assertThat(cache.resolve("tiny.safetensors.sha256"))
        .hasContent(Backbones.sha256(file) + "  tiny.safetensors\n");
    assertThat(heard).isSorted().last().isEqualTo((long) published.length);
    assertThat(resolver(true, 1 << 20).resolve("tiny")).isEqualTo(file);
    assertThat(requests).hasValue(1);
    assertOnlyInCache("tiny.safetensors", "tiny.safetensors.sha256");
  }

  @Test
  void aFilePutIntoTheCacheByHandIsTrustedFromThenOn() throws IOException {
    Files.createDirectories(cache);
    Files.write(cache.resolve("own.safetensors"), published);

    assertThat(resolver(true, 1).resolve("own")).exists();
    Files.write(cache.resolve("own.safetensors"), otherWeights());
    assertThatThrownBy(() -> resolver(true, 1).resolve("own"))
        .isInstanceOf(BackboneUnavailableException.class)
        .hasMessageContaining("expected SHA-256");
  }

  @Test
  void offlineTheErrorNamesWhatToFetchAndWhere() {
    assertThatThrownBy(() -> resolver(true, 1 << 20).resolve("tiny"))
        .isInstanceOf(BackboneUnavailableException.class)
        .hasMessageContaining("offline")
        .hasMessageContaining(address().toString())
        .hasMessageContaining(cache.resolve("tiny.safetensors").toString())
        .hasMessageContaining("built-in backbone " + BuiltinBackbone.NAME);
    assertThat(requests).hasValue(0);
  }

  @Test
  void aChangedCacheIsRefused() throws IOException {
    Path file = resolver(false, 1 << 20).resolve("tiny");
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length - 1] ^= 1;
    Files.write(file, bytes);

    assertThatThrownBy(() -> resolver(false, 1 << 20).resolve("tiny"))
        .isInstanceOf(BackboneUnavailableException.class)
        .hasMessageContaining("expected SHA-256");
  }

  @Test
  void anotherFileAtTheSourceIsRefusedAfterTheFirst() throws IOException {
    Files.delete(resolver(false, 1 << 20).resolve("tiny"));
    byte[] other = otherWeights();
    answer = exchange -> send(exchange, other);

    assertThatThrownBy(() -> resolver(false, 1 << 20).resolve("tiny"))
        .isInstanceOf(BackboneUnavailableException.class)
        .hasMessageContaining("expected SHA-256");
    assertOnlyInCache("tiny.safetensors.sha256");
  }

  @Test
  void aTruncatedDownloadIsRefused() {
    answer =
        exchange -> {
          exchange.sendResponseHeaders(200, published.length);
          exchange.getResponseBody().write(published, 0, published.length / 2);
        };
    assertFails("tiny");
  }

  @Test
  void whatIsNoBackboneIsRefused() {
    answer = exchange -> send(exchange, "<html>sign in</html>".getBytes(StandardCharsets.UTF_8));
    assertFails("tiny");
  }

  @Test
  void tooLargeIsRefusedWhetherItIsAnnouncedOrNot() {
    assertThatThrownBy(() -> resolver(false, published.length - 1).resolve("tiny"))
        .isInstanceOf(BackboneUnavailableException.class)
        .hasMessageContaining("expected at most");
    assertThat(heard).as("refused before the first byte").isEmpty();
    answer =
        exchange -> {
          exchange.sendResponseHeaders(200, 0);
          exchange.getResponseBody().write(published);
        };
    assertThatThrownBy(() -> resolver(false, published.length - 1).resolve("tiny"))
        .isInstanceOf(BackboneUnavailableException.class)
        .hasMessageContaining("expected at most");
    assertOnlyInCache();
  }

  @Test
  void aMissingFileOrAServerThatFallsSilentIsRefused() {
    answer = exchange -> exchange.sendResponseHeaders(404, -1);
    assertFails("tiny");
    idle = Duration.ofMillis(700);
    CountDownLatch over = new CountDownLatch(1);
    answer =
        exchange -> {
          exchange.sendResponseHeaders(200, published.length);
          exchange.getResponseBody().write(published, 0, 10);
          exchange.getResponseBody().flush();
          try {
            over.await();
          } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
          }
        };
    assertFails("tiny");
    over.countDown();
  }

  @Test
  void onlyHttpsIsSpoken() {
    var strict =
        new BackboneResolver(
            cache,
            false,
            DownloadProgress.none(),
            List.of(new BackbonePreset("tiny", address(), 1 << 20)),
            new Download(false, Duration.ofSeconds(5)),
            Duration.ofSeconds(5));

    assertThatThrownBy(() -> strict.resolve("tiny"))
        .isInstanceOf(BackboneUnavailableException.class)
        .hasMessageContaining("expected an https address");
    assertThat(requests).hasValue(0);
    assertThat(BackbonePreset.known())
        .allSatisfy(
            preset -> assertThat(preset.source()).hasScheme("https").hasHost("huggingface.co"));
  }

  @Test
  void theBuiltinBackboneIsAlwaysAtHandAndIsWhatTheBuildFixed() throws IOException {
    Path file = resolver(true, 1).resolve(BuiltinBackbone.NAME);

    assertThat(file).startsWith(cache);
    assertThat(Backbones.sha256(file)).isEqualTo(BuiltinBackbone.SHA256);
    assertThat(Files.size(file)).isLessThanOrEqualTo(12 << 20);
    assertOnlyInCache(BuiltinBackbone.NAME + ".safetensors");
    try (VitFile vit = VitFile.open(file, OptionalInt.empty())) {
      assertThat(vit.metadata()).containsEntry("name", BuiltinBackbone.NAME);
      assertThat(vit.shape().patch()).isEqualTo(16);
      assertThat(vit.shape().depth()).isGreaterThanOrEqualTo(8);
    }
    assertThat(requests).hasValue(0);
  }

  @Test
  void aDamagedCopyOfTheBuiltinBackboneIsReplaced() throws IOException {
    Path file = resolver(true, 1).resolve(BuiltinBackbone.NAME);
    byte[] bytes = Files.readAllBytes(file);
    byte[] damaged = bytes.clone();
    damaged[damaged.length / 2] ^= 1;
    Files.write(file, damaged);

    assertThat(resolver(true, 1).resolve(BuiltinBackbone.NAME)).hasBinaryContent(bytes);
    Files.write(file, new byte[3]);
    assertThat(resolver(true, 1).resolve(BuiltinBackbone.NAME)).hasBinaryContent(bytes);
    assertOnlyInCache(BuiltinBackbone.NAME + ".safetensors");
  }

  @Test
  void whoNamesNoneGetsTheDefaultIfItCanBeHad() {
    List<String> notices = new ArrayList<>();
    Path file = withDefault(false, address()).resolveDefault(notices::add);

    assertThat(file).hasFileName(BackboneResolver.DEFAULT + ".safetensors");
    int asked = requests.get();
    assertThat(withDefault(true, address()).resolveDefault(notices::add)).isEqualTo(file);
    assertThat(requests).hasValue(asked);
    assertThat(notices).isEmpty();
  }

  @Test
  void whoNamesNoneGetsTheBuiltinOneOffline() {
    List<String> notices = new ArrayList<>();
    Path file = withDefault(true, address()).resolveDefault(notices::add);

    assertThat(file).hasFileName(BuiltinBackbone.NAME + ".safetensors");
    assertThat(notices)
        .singleElement()
        .asString()
        .contains("downloads are off", file.getFileName().toString().replace(".safetensors", ""));
    assertThat(requests).hasValue(0);
  }

  @Test
  void whoNamesNoneGetsTheBuiltinOneIfNobodyAnswers() throws IOException {
    probe = Duration.ofMillis(700);
    List<String> notices = new ArrayList<>();
    URI nobody;
    try (var socket = new java.net.ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      // Listens, but never answers.
      nobody = URI.create("http://127.0.0.1:" + socket.getLocalPort() + "/x");
      assertThat(withDefault(false, nobody).resolveDefault(notices::add))
          .hasFileName(BuiltinBackbone.NAME + ".safetensors");
    }
    // Refuses.
    assertThat(withDefault(false, nobody).resolveDefault(notices::add))
        .hasFileName(BuiltinBackbone.NAME + ".safetensors");
    assertThat(notices).hasSize(2).allMatch(notice -> notice.contains("does not answer"));
  }

  @Test
  void aDefaultThatIsNotTheRecordedOneDoesNotMakeWayForTheBuiltinOne() throws IOException {
    Path file = withDefault(false, address()).resolveDefault(notice -> {});
    Files.write(file, otherWeights());

    assertThatThrownBy(() -> withDefault(true, address()).resolveDefault(notice -> {}))
        .isInstanceOf(BackboneUnavailableException.class)
        .hasMessageContaining("expected SHA-256");
    Files.delete(file);
    byte[] other = otherWeights();
    answer = exchange -> send(exchange, other);
    assertThatThrownBy(() -> withDefault(false, address()).resolveDefault(notice -> {}))
        .isInstanceOf(BackboneUnavailableException.class)
        .hasMessageContaining("expected SHA-256");
  }

  @Test
  void strangeNamesAreRefused() {
    for (String name : List.of("", "..", "TINY", "tiny ", "nothing-known", "-x", "a".repeat(64))) {
      assertThatThrownBy(() -> resolver(false, 1 << 20).resolve(name))
          .as("'%s'", name)
          .isInstanceOf(BackboneUnavailableException.class)
          .hasMessageContaining("tiny");
    }
    assertThat(requests).hasValue(0);
  }

  @Test
  void theCacheFollowsTheXdgSpecification() {
    Path home = folder.resolve("home");
    Path own = folder.resolve("xdg");

    assertThat(BackboneResolver.defaultCache(Map.of(), home))
        .isEqualTo(home.resolve(".cache/ucad/backbones"));
    assertThat(BackboneResolver.defaultCache(Map.of("XDG_CACHE_HOME", "relative"), home))
        .startsWithRaw(home);
    assertThat(BackboneResolver.defaultCache(Map.of("XDG_CACHE_HOME", own.toString()), home))
        .isEqualTo(own.resolve("ucad/backbones"));
  }

  private void assertFails(String name) {
    assertThatThrownBy(() -> resolver(false, 1 << 20).resolve(name))
        .isInstanceOf(BackboneUnavailableException.class)
        .hasMessageContaining("could not be downloaded")
        .hasMessageContaining(cache.resolve(name + ".safetensors").toString());
    assertOnlyInCache();
  }

  private void assertOnlyInCache(String... names) {
    assertThat(cache.toFile().list()).containsExactlyInAnyOrder(names);
  }

  private BackboneResolver resolver(boolean offline, long most) {
    return new BackboneResolver(
        cache,
        offline,
        (name, received, total) -> heard.add(received),
        List.of(new BackbonePreset("tiny", address(), most)),
        new Download(true, idle),
        Duration.ofSeconds(20));
  }

  /** A resolver whose default backbone is published at an address. */
  private BackboneResolver withDefault(boolean offline, URI source) {
    return new BackboneResolver(
        cache,
        offline,
        DownloadProgress.none(),
        List.of(new BackbonePreset(BackboneResolver.DEFAULT, source, 1 << 20)),
        new Download(true, Duration.ofSeconds(20)),
        probe);
  }

  private URI address() {
    return URI.create(
        "http://127.0.0.1:" + server.getAddress().getPort() + "/tiny/model.safetensors");
  }

  private byte[] otherWeights() throws IOException {
    return Files.readAllBytes(NETWORK.withSeed(7).write(folder.resolve("other.safetensors")));
  }

  private static void send(HttpExchange exchange, byte[] body) throws IOException {
    exchange.sendResponseHeaders(200, body.length);
    exchange.getResponseBody().write(body);
  }
}
