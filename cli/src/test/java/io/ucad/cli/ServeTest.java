package io.ucad.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.ucad.detector.image.Png;
import io.ucad.detector.testing.Child;
import io.ucad.detector.testing.Products;
import io.ucad.serving.testing.TinyModel;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The endpoint as a program of its own: what it prints works as printed, and it ends in order. */
@Timeout(120)
class ServeTest {
  @TempDir static Path folder;
  private static TinyModel tiny;

  @BeforeAll
  static void learn() throws IOException {
    tiny = TinyModel.in(Files.createDirectory(folder.resolve("model")));
    var part = Products.normal(0, 1001, 120, 88);
    Files.write(folder.resolve("part.png"), Png.encodeRgb(part.width(), part.height(), part.rgb()));
  }

  @Test
  void thePrintedLineWorksWithoutATokenOnThisMachine() throws Exception {
    requireCurl();
    try (Served served = new Served()) {
      assertThat(served.lines).anyMatch(line -> line.startsWith("v1 answers at http://127.0.0.1:"));
      assertThat(served.lines).anyMatch(line -> line.startsWith("No tokens: only this machine"));
      JsonObject answer = served.curl(served.printed(), "");
      assertThat(answer.getAsJsonObject("task").get("name").getAsString()).isEqualTo("bolt");
      JsonObject untold =
          served.curl(served.printed().replace(" -H \"Content-Type: image/png\"", ""), "");
      assertThat(untold.get("score")).isEqualTo(answer.get("score"));
      assertThat(served.stop()).contains("every request was answered");
    }
  }

  @Test
  void thePrintedLineWorksWithAToken() throws Exception {
    requireCurl();
    Path tokens = folder.resolve("tokens.json");
    JsonObject made =
        Cli.run(
                "token",
                "create",
                "--name",
                "line-4",
                "--scope",
                "predict",
                "--expires",
                "90d",
                "--file",
                tokens,
                "--json")
            .json();
    String token = made.get("token").getAsString();
    assertThat(Files.readString(tokens)).doesNotContain(token);
    Cli.Result listed = Cli.run("token", "list", "--file", tokens, "--json");
    JsonArray list = JsonParser.parseString(listed.out()).getAsJsonArray();
    assertThat(list).hasSize(1);
    assertThat(listed.out()).contains("line-4", "predict").doesNotContain(token);

    try (Served served = new Served("--tokens", tokens.toString(), "--host", "0.0.0.0")) {
      assertThat(served.printed()).contains("Bearer $UCAD_TOKEN").contains("//localhost:");
      assertThat(served.curl(served.printed(), token).get("version").getAsString()).isEqualTo("v1");
      assertThat(served.curl(served.printed(), "wrong").get("code").getAsString())
          .isEqualTo("UNAUTHORIZED");

      assertThat(Cli.run("token", "revoke", "--name", "line-4", "--file", tokens).code()).isZero();
      while (served.curl(served.printed(), token).has("verdict")) {
        TimeUnit.MILLISECONDS.sleep(50);
      }
    }
  }

  @Test
  void whatCannotBeServedIsSaid() {
    Path none = folder.resolve("none.json");
    for (Object[] wrong :
        List.<Object[]>of(
            new Object[] {"--host", "0.0.0.0"},
            new Object[] {"--tokens", none},
            new Object[] {"--tls-cert", none},
            new Object[] {"--tls-cert", none, "--tls-key", none},
            new Object[] {"--workers", 0},
            new Object[] {"--version", "v9"},
            new Object[] {"--port", 70000})) {
      List<Object> words =
          new ArrayList<>(List.of("serve", "--store", tiny.store(), "--backbone", tiny.backbone()));
      words.addAll(List.of(wrong));
      Cli.Result result = Cli.run(words.toArray());
      assertThat(result.code()).as(words.toString()).isEqualTo(1);
      assertThat(result.err()).as(words.toString()).doesNotContain("\tat ");
    }
    assertThat(Cli.run("token").code()).isEqualTo(2);
    assertThat(
            Cli.run(
                    "token",
                    "create",
                    "--name",
                    "a",
                    "--scope",
                    "predict",
                    "--expires",
                    "soon",
                    "--file",
                    none)
                .code())
        .isEqualTo(1);
  }

  private static void requireCurl() {
    boolean found =
        List.of("/usr/bin/curl", "/bin/curl", "/usr/local/bin/curl").stream()
            .anyMatch(path -> Files.isExecutable(Path.of(path)));
    if (!found) {
      System.err.println("SKIPPED: this test needs curl");
    }
    Assumptions.assumeTrue(found, "this test needs curl");
  }

  /** {@code ucad serve} in a process of its own. */
  private static final class Served implements AutoCloseable {
    private final Process process;
    private final List<String> lines = new ArrayList<>();

    Served(String... more) throws IOException {
      List<String> words =
          Child.command(
              System.getProperty("java.class.path"),
              List.of(),
              "io.ucad.cli.Main",
              "serve",
              "--store",
              tiny.store().toString(),
              "--backbone",
              tiny.backbone().toString(),
              "--port",
              "0");
      words.addAll(List.of(more));
      process =
          new ProcessBuilder(words).redirectError(folder.resolve("serve.err").toFile()).start();
      BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
      for (String line = out.readLine(); line != null; line = out.readLine()) {
        lines.add(line);
        if (line.startsWith("  curl")) {
          return;
        }
      }
      throw new IllegalStateException(
          "expected an endpoint, found: " + Files.readString(folder.resolve("serve.err")));
    }

    String printed() {
      return lines.get(lines.size() - 1).strip();
    }

    JsonObject curl(String line, String token) throws Exception {
      var builder = new ProcessBuilder("sh", "-c", line.replace("curl ", "curl -s "));
      builder.environment().put("UCAD_TOKEN", token);
      Process curl = builder.directory(folder.toFile()).start();
      String answer = new String(curl.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(curl.waitFor()).isZero();
      return JsonParser.parseString(answer).getAsJsonObject();
    }

    /** Asks it to stop, as a system does; gives what it said. */
    String stop() throws Exception {
      process.destroy();
      assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
      return Files.readString(folder.resolve("serve.err"));
    }

    @Override
    public void close() {
      process.destroy();
    }
  }
}
