package io.ucad.deployment;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Assumptions;

/**
 * A process of the DJL Serving that DJL_SERVING_HOME names, and packages for it whose translator
 * answers what their properties say.
 */
final class RealServing implements AutoCloseable {
  private static final Duration START = Duration.ofMinutes(2);
  private static final String TRANSLATOR =
      """
      package io.ucad.testing;

      import ai.djl.modality.Input;
      import ai.djl.modality.Output;
      import ai.djl.ndarray.NDList;
      import ai.djl.translate.Batchifier;
      import ai.djl.translate.ServingTranslator;
      import ai.djl.translate.TranslatorContext;
      import java.util.Map;

      public final class Scripted implements ServingTranslator {
        private Map<String, ?> arguments;

        @Override
        public void setArguments(Map<String, ?> arguments) {
          this.arguments = arguments;
        }

        @Override
        public void prepare(TranslatorContext context) {
          if (arguments.containsKey("broken")) {
            throw new IllegalStateException("expected sha256 aa, found bb");
          }
        }

        @Override
        public Batchifier getBatchifier() {
          return null;
        }

        @Override
        public NDList processInput(TranslatorContext context, Input input) throws Exception {
          Thread.sleep(20);
          return new NDList(context.getNDManager().create(1f));
        }

        @Override
        public Output processOutput(TranslatorContext context, NDList list) {
          Output output = new Output();
          output.addProperty("Content-Type", "application/json");
          output.add("{\\"version\\":\\"" + arguments.get("answers") + "\\",\\"task\\":{\\"name\\":\\"bottle\\"},"
              + "\\"score\\":" + arguments.get("score") + ",\\"verdict\\":\\"OK\\"}");
          return output;
        }
      }
      """;

  private final Process process;
  private final int port;

  private RealServing(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /** Skips the test, saying why, where no installation is named. */
  static Path home() {
    String home = System.getenv("DJL_SERVING_HOME");
    Assumptions.assumeTrue(
        home != null, "SKIPPED: DJL_SERVING_HOME names no installation of DJL Serving 0.36");
    return Path.of(Objects.requireNonNull(home));
  }

  static RealServing start(Path folder) throws IOException {
    Path home = home();
    int port = freePort();
    Path config = Files.createDirectories(folder).resolve("config.properties");
    Files.writeString(
        config,
        "inference_address=http://127.0.0.1:%d\nmanagement_address=http://127.0.0.1:%d\n"
            .formatted(port, port));
    ProcessBuilder builder =
        new ProcessBuilder(home.resolve("bin/serving").toString(), "-f", config.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("server.log").toFile());
    builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
    builder.environment().put("JAVA_OPTS", "-Xmx512m -Dai.djl.offline=true");
    builder.environment().put("OMP_NUM_THREADS", "1");
    var serving = new RealServing(builder.start(), port);
    serving.awaitStart(folder);
    return serving;
  }

  private void awaitStart(Path folder) throws IOException {
    long deadline = System.nanoTime() + START.toNanos();
    while (true) {
      try (var node = new DjlServingNode(address(), address(), Duration.ofSeconds(5))) {
        node.models();
        return;
      } catch (DeploymentException e) {
        if (!process.isAlive() || System.nanoTime() - deadline > 0) {
          close();
          throw new IOException(Files.readString(folder.resolve("server.log")), e);
        }
      }
      try {
        Thread.sleep(200);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  ServerAddress address() {
    return ServerAddress.parse("http://127.0.0.1:" + port);
  }

  /** A model directory whose answers name a version and a score. */
  static Path writePackage(Path folder, String answers, double score, boolean broken)
      throws IOException {
    Path libs = Files.createDirectories(folder.resolve("libs"));
    compile(folder.resolveSibling(folder.getFileName() + "-classes"), libs.resolve("scripted.jar"));
    Files.writeString(
        folder.resolve("serving.properties"),
        String.format(
            Locale.ROOT,
            """
            engine=PyTorch
            option.hasParameter=false
            blockFactory=ai.djl.nn.IdentityBlockFactory
            translator=io.ucad.testing.Scripted
            minWorkers=1
            maxWorkers=2
            answers=%s
            score=%s
            %s
            """,
            answers,
            score,
            broken ? "broken=true" : ""));
    return folder;
  }

  private static void compile(Path classes, Path jar) throws IOException {
    Path source = Files.createDirectories(classes).resolve("Scripted.java");
    Files.writeString(source, TRANSLATOR);
    int code =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                null,
                List.of(
                        "-d",
                        classes.toString(),
                        "--release",
                        "17",
                        "-cp",
                        home().resolve("lib/api-0.36.0.jar").toString(),
                        source.toString())
                    .toArray(String[]::new));
    if (code != 0) {
      throw new IOException("the translator does not compile");
    }
    String name = "io/ucad/testing/Scripted.class";
    try (JarOutputStream out = new JarOutputStream(Files.newOutputStream(jar))) {
      out.putNextEntry(new JarEntry(name));
      Files.copy(classes.resolve(name), out);
    }
  }

  @Override
  public void close() {
    process.destroy();
    try {
      process.waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
