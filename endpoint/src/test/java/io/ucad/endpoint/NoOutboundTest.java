package io.ucad.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import io.ucad.serving.testing.TinyModel;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordingFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reliability case 27: whatever a request holds, nothing is connected to and no file is opened. */
class NoOutboundTest {
  @TempDir Path folder;

  @Test
  void noFieldMakesTheEndpointOpenAFileOrAConnection() throws Exception {
    Path bait = Files.writeString(folder.resolve("bait.png"), "secret");
    Path recorded = folder.resolve("recording.jfr");
    try (TestServer server = TestServer.start(TinyModel.in(folder));
        ServerSocket trap = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        Recording recording = new Recording()) {
      trap.setSoTimeout(300);
      recording.enable("jdk.FileRead").withThreshold(Duration.ZERO).withoutStackTrace();
      recording.start();
      Files.readAllBytes(bait); // the mutant: this one must be seen
      for (String target :
          List.of(
              "http://127.0.0.1:" + trap.getLocalPort() + "/x.png",
              bait.toUri().toString(),
              bait.toString(),
              "../".repeat(20) + bait)) {
        attack(server, target);
      }
      recording.stop();
      recording.dump(recorded);
      assertThat(server.predict(TinyModel.good(0, 0)).status()).isEqualTo(200);

      assertThat(connections(trap)).isZero();
    }
    long reads =
        RecordingFile.readAllEvents(recorded).stream()
            .filter(event -> String.valueOf(event.getString("path")).endsWith("bait.png"))
            .count();
    assertThat(reads).isEqualTo(readsOfTheTest());
    Figures.record(27, "URLs and paths in every field: connections, files opened", "0, 0");
  }

  /** What one reading of a whole small file looks like: its bytes, then its end. */
  private long readsOfTheTest() throws IOException {
    Path recorded = folder.resolve("alone.jfr");
    try (Recording recording = new Recording()) {
      recording.enable("jdk.FileRead").withThreshold(Duration.ZERO).withoutStackTrace();
      recording.start();
      Files.readAllBytes(folder.resolve("bait.png"));
      recording.stop();
      recording.dump(recorded);
    }
    long reads =
        RecordingFile.readAllEvents(recorded).stream()
            .filter(event -> String.valueOf(event.getString("path")).endsWith("bait.png"))
            .count();
    assertThat(reads).isPositive();
    return reads;
  }

  private static int connections(ServerSocket trap) throws IOException {
    try {
      trap.accept().close();
      return 1;
    } catch (java.net.SocketTimeoutException e) {
      return 0;
    }
  }

  private static void attack(TestServer server, String target) {
    byte[] image = TinyModel.good(0, 0);
    byte[] text = target.getBytes(StandardCharsets.UTF_8);
    String encoded = URLEncoder.encode(target, StandardCharsets.UTF_8);
    List<Integer> statuses = new ArrayList<>();
    for (String name :
        List.of("map", "task", "explain", "data", "url", "image", "model_url", "model", "src")) {
      String path = "/predictions/ucad?" + name + "=" + encoded;
      statuses.add(server.post(path, "image/jpeg", image).status());
      statuses.add(server.post("/invocations?" + name + "=" + encoded, "image/png", text).status());
      statuses.add(
          server
              .post("/predictions/ucad", "multipart/form-data; boundary=B", form(name, target))
              .status());
    }
    String svg = "<svg xmlns=\"http://www.w3.org/2000/svg\"><image href=\"" + target + "\"/></svg>";
    String entity = "<!DOCTYPE x [<!ENTITY e SYSTEM \"" + target + "\">]><x>&e;</x>";
    for (String body : List.of(target, svg, entity, "{\"url\":\"" + target + "\"}")) {
      for (String type : List.of("image/png", "image/svg+xml", "application/json", "text/xml")) {
        statuses.add(
            server.post("/predictions/ucad", type, body.getBytes(StandardCharsets.UTF_8)).status());
      }
    }
    for (String header :
        List.of("X-Request-Id", "Referer", "X-Forwarded-For", "Content-Location")) {
      server.post("/predictions/ucad", "image/jpeg", image, header, target);
    }
    String base64 = Base64.getEncoder().encodeToString(text);
    for (String data : List.of(target, base64)) {
      for (String name : List.of("image", "url", target)) {
        String body =
            "{\"id\":\"%s\",\"inputs\":[{\"name\":\"%s\",\"datatype\":\"BYTES\",\"shape\":[1],\"data\":[\"%s\"]}]}"
                .formatted(target, name, data);
        statuses.add(
            server
                .post(
                    "/v2/models/ucad/infer",
                    "application/json",
                    body.getBytes(StandardCharsets.UTF_8))
                .status());
      }
    }
    String load = "{\"parameters\":{\"version\":\"" + target + "\"}}";
    statuses.add(
        server
            .post(
                "/v2/repository/models/ucad/load",
                "application/json",
                load.getBytes(StandardCharsets.UTF_8))
            .status());
    statuses.add(server.post("/predictions/ucad/" + encoded, "image/jpeg", image).status());
    assertThat(statuses).allMatch(status -> status >= 400 && status < 500);
  }

  private static byte[] form(String name, String target) {
    return ("--B\r\nContent-Disposition: form-data; name=\""
            + name
            + "\"; filename=\""
            + target
            + "\"\r\nContent-Type: message/external-body; access-type=URL; URL=\""
            + target
            + "\"\r\n\r\n"
            + target
            + "\r\n--B--\r\n")
        .getBytes(StandardCharsets.UTF_8);
  }
}
