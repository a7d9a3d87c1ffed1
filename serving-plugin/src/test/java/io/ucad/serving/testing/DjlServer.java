package io.ucad.serving.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/**
 * A real DJL Serving in a process of its own, started as its distribution is: {@code
 * $DJL_SERVING_HOME/bin/serving -f config.properties}. {@code DJL_SERVING_JAVA} may name another
 * JDK for it.
 */
public final class DjlServer implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private final Process process;
  private final Path log;
  private final String inference;
  private final String management;
  private final HttpClient client = HttpClient.newHttpClient();

  private DjlServer(Process process, Path log, int inferencePort, int managementPort) {
    this.process = process;
    this.log = log;
    this.inference = "http://127.0.0.1:" + inferencePort;
    this.management = "http://127.0.0.1:" + managementPort;
  }

  /**
   * Starts the installation that {@code DJL_SERVING_HOME} names; without one the test is skipped.
   */
  public static DjlServer start(Path folder) throws IOException, InterruptedException {
    String home = System.getenv("DJL_SERVING_HOME");
    if (home == null || !Files.isExecutable(Path.of(home, "bin", "serving"))) {
      String message =
          "SKIPPED: this test needs a DJL Serving 0.36; set DJL_SERVING_HOME to the folder that holds"
              + " bin/serving, found "
              + home;
      System.err.println(message);
      Assumptions.abort(message);
    }
    int inference = freePort();
    int management = freePort();
    Path config = folder.resolve("config.properties");
    Files.createDirectories(folder.resolve("models"));
    Files.writeString(
        config,
        """
        inference_address=http://127.0.0.1:%d
        management_address=http://127.0.0.1:%d
        model_store=%s
        load_models=NONE
        """
            .formatted(inference, management, folder.resolve("models")));
    Path log = folder.resolve("serving.log");
    var builder =
        new ProcessBuilder(Path.of(home, "bin", "serving").toString(), "-f", config.toString())
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.environment().put("MODEL_SERVER_HOME", folder.toString());
    builder.environment().put("OMP_NUM_THREADS", "1");
    builder
        .environment()
        .put(
            "JAVA_HOME",
            System.getenv().getOrDefault("DJL_SERVING_JAVA", System.getProperty("java.home")));
    // The heap is resident from the start, so that whatever grows is native memory.
    builder
        .environment()
        .put("JAVA_OPTS", "-Xms512m -Xmx512m -XX:+AlwaysPreTouch -Dai.djl.offline=true");
    var server = new DjlServer(builder.start(), log, inference, management);
    server.awaitStart();
    return server;
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private void awaitStart() throws IOException, InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      try {
        send(HttpRequest.newBuilder(URI.create(inference + "/ping")).build());
        return;
      } catch (IOException e) {
        if (!process.isAlive() || System.nanoTime() > end) {
          close();
          throw new IllegalStateException("the server did not start:\n" + log(), e);
        }
        // A process of its own can only be asked again.
        process.waitFor(200, TimeUnit.MILLISECONDS);
      }
    }
  }

  /** Registers a package and waits until it is loaded. */
  public HttpResponse<String> register(Path modelPackage, String version) throws Exception {
    return manage(
        "POST",
        "/models?url=%s&model_name=ucad&model_version=%s&synchronous=true"
            .formatted(modelPackage.toUri(), version));
  }

  /** Removes a version. */
  public HttpResponse<String> unregister(String version) throws Exception {
    return manage("DELETE", "/models/ucad/" + version);
  }

  /** A request of the management interface. */
  public HttpResponse<String> manage(String method, String path) throws Exception {
    return send(
        HttpRequest.newBuilder(URI.create(management + path))
            .method(method, HttpRequest.BodyPublishers.noBody())
            .build());
  }

  /** Sends an image. */
  public HttpResponse<String> predict(String path, byte[] image) throws Exception {
    return send(
        HttpRequest.newBuilder(URI.create(inference + path))
            .header("Content-Type", "image/jpeg")
            .POST(HttpRequest.BodyPublishers.ofByteArray(image))
            .build());
  }

  private HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
    return client.send(request, BodyHandlers.ofString());
  }

  /** Resident memory of the server, bytes. */
  public long resident() {
    try {
      return Files.readAllLines(Path.of("/proc/" + process.pid() + "/status")).stream()
          .filter(line -> line.startsWith("VmRSS:"))
          .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")) << 10)
          .findFirst()
          .orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** What the server wrote. */
  public String log() {
    try {
      return Files.readString(log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(20, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
