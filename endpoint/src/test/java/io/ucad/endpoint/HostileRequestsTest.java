package io.ucad.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import io.ucad.detector.image.HostileImages;
import io.ucad.detector.image.Png;
import io.ucad.endpoint.TestServer.Answer;
import io.ucad.serving.testing.TinyModel;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reliability cases 20, 21, 23 to 26 and 28, on the endpoint. */
class HostileRequestsTest {
  private static final int MUTANTS = Integer.getInteger("ucad.endpoint.mutants", 400);
  private static final int FLOODS = 64;

  @TempDir static Path folder;
  private static TestServer server;

  @BeforeAll
  static void start() {
    server = TestServer.start(TinyModel.in(folder));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  /** Whatever a test did, the next good image is answered, and no byte is still held. */
  @AfterEach
  void itStillAnswers() {
    assertThat(server.predict(TinyModel.good(0, 0)).status()).isEqualTo(200);
    assertThat(server.endpoint().batcher().waiting()).isZero();
  }

  @Test
  void everyHostileImageIsRefusedWithItsOwnCode() {
    for (HostileImages.Hostile hostile : HostileImages.all()) {
      Answer answer = server.predict(hostile.bytes());

      assertThat(answer.status()).as(hostile.toString()).isEqualTo(hostile.code().httpStatus());
      assertThat(answer.code()).as(hostile.toString()).isEqualTo(hostile.code().name());
      assertNothingTold(answer);
    }
    Figures.record(
        20, "hand-made bad images refused with their own code", all(HostileImages.all().size()));
  }

  private static String all(int count) {
    return "%d of %d".formatted(count, count);
  }

  @Test
  void mutantsAreAnsweredOrRefusedAndNeverOurFault() {
    var random = new Random(20);
    int answered = 0;
    for (int i = 0; i < MUTANTS; i++) {
      byte[] mutant = TinyModel.good(i % 3, i).clone();
      for (int change = random.nextInt(4); change >= 0; change--) {
        mutant[random.nextInt(mutant.length)] = (byte) random.nextInt(256);
      }
      Answer answer = server.predict(mutant);

      assertThat(answer.status()).as(answer.text()).isIn(200, 400, 413, 415, 422);
      assertNothingTold(answer);
      answered += answer.status() == 200 ? 1 : 0;
    }
    assertThat(answered).isBetween(1, MUTANTS - 1);
    assertThat(server.get("/metrics").text()).contains("ucad_worker_failures_total 0.0");
    Figures.record(
        20,
        "mutated images: answered, refused with 4xx, worker failures",
        "%d, %d, 0".formatted(answered, MUTANTS - answered));
  }

  private static void assertNothingTold(Answer answer) {
    assertThat(answer.text())
        .doesNotContain("NaN", "Infinity", "Exception", "\tat ", "io.ucad", "java.");
  }

  @Test
  void floodsOfPixelsInParallelAreRefusedFromTheirHeaders() {
    byte[] flood = flood();
    List<CompletableFuture<Answer>> answers =
        IntStream.range(0, FLOODS)
            .mapToObj(i -> server.predictLater("/predictions/ucad", flood))
            .toList();

    // Some may find the queue full, which is as good a refusal as any.
    for (CompletableFuture<Answer> answer : answers) {
      assertThat(answer.join().status()).isIn(413, 503);
    }
    long refused = answers.stream().filter(answer -> answer.join().status() == 413).count();
    assertThat(refused).isPositive();
    Figures.record(
        23,
        "pixel floods in parallel: refused from the header, refused by a full queue",
        "%d, %d".formatted(refused, FLOODS - refused));
  }

  /** A PNG whose header claims 60,000 x 60,000 pixels. */
  private static byte[] flood() {
    byte[] png = Png.encodeGrey(1, 1, new byte[1]);
    for (int at : new int[] {16, 20}) {
      png[at + 2] = (byte) (60_000 >> 8);
      png[at + 3] = (byte) 60_000;
    }
    var crc = new java.util.zip.CRC32();
    crc.update(png, 12, 17);
    for (int i = 0; i < 4; i++) {
      png[29 + i] = (byte) (crc.getValue() >> 8 * (3 - i));
    }
    return png;
  }

  @Test
  void oneBadImageAmongSixteenHarmsNone() {
    for (int bad = 0; bad < 16; bad += 5) {
      List<CompletableFuture<Answer>> answers = new ArrayList<>();
      for (int i = 0; i < 16; i++) {
        byte[] image = i == bad ? new byte[] {1, 2, 3} : TinyModel.good(i % 3, i);
        answers.add(server.predictLater("/predictions/ucad", image));
      }
      for (int i = 0; i < 16; i++) {
        Answer answer = answers.get(i).join();
        assertThat(answer.status()).isEqualTo(i == bad ? 415 : 200);
        if (i != bad) {
          JsonObject alone = server.predict(TinyModel.good(i % 3, i)).json();
          assertThat(answer.json().get("score").getAsFloat())
              .isCloseTo(
                  alone.get("score").getAsFloat(), org.assertj.core.api.Assertions.within(1e-5f));
        }
      }
    }
    Figures.record(26, "one bad image among 16 at once, 4 times: right answers, refusals", "60, 4");
  }

  @Test
  void aBodyOverTheLimitIsRefusedBeforeItIsSent() throws IOException {
    try (var client = new RawClient(server.port())) {
      String answer = client.head(10L << 30).rest();

      assertThat(answer).startsWith("HTTP/1.1 413").contains("BODY_TOO_LARGE");
    }
  }

  @Test
  void aClientThatAsksFirstWithABodyOverTheLimitIsRefused() throws IOException {
    try (var client = new RawClient(server.port())) {
      client.send(
          "POST /predictions/ucad HTTP/1.1\r\nHost: localhost\r\nContent-Type: image/jpeg\r\n"
              + "Expect: 100-continue\r\nContent-Length: 99999999\r\n\r\n");

      assertThat(client.rest()).contains("HTTP/1.1 413");
    }
  }

  @Test
  void aClientThatAsksFirstIsToldYes() throws IOException {
    byte[] image = TinyModel.good(0, 0);
    try (var client = new RawClient(server.port())) {
      client.send(
          "POST /predictions/ucad HTTP/1.1\r\nHost: localhost\r\nContent-Type: image/jpeg\r\n"
              + "Expect: 100-continue\r\nConnection: close\r\nContent-Length: "
              + image.length
              + "\r\n\r\n");
      assertThat(client.status()).startsWith("HTTP/1.1 100");
      client.send(image);

      assertThat(client.rest()).contains("HTTP/1.1 200").contains("\"verdict\"");
    }
  }

  @Test
  void endlessChunksAreRefusedAtTheLimit() {
    // 1 GiB would come; the limit is 32 MiB.
    var endless =
        new InputStream() {
          private long left = 1L << 30;

          @Override
          public int read() {
            return left-- > 0 ? 'x' : -1;
          }

          @Override
          public int read(byte[] buffer, int offset, int length) {
            int count = (int) Math.min(left, length);
            left -= count;
            return count == 0 ? -1 : count;
          }
        };
    try {
      Answer answer =
          server.send(
              server.post(
                  "/predictions/ucad", "image/jpeg", BodyPublishers.ofInputStream(() -> endless)));
      assertThat(answer.status()).isEqualTo(413);
    } catch (java.io.UncheckedIOException e) {
      // The client was still sending when the server closed the connection.
      assertThat(endless.left).isGreaterThan((1L << 30) - (1L << 29));
    }
  }

  @Test
  void malformedRequestsAreRefusedInTheSameForm() throws IOException {
    for (String request :
        List.of(
            "GET / HTTP/9.9\r\n\r\n",
            "complete nonsense HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
            "GET /%2e%2e%2fetc/passwd HTTP/1.1\r\nHost: localhost\r\n\r\n",
            "GET /ping HTTP/1.1\r\n\r\n",
            "GET /ping HTTP/1.1\r\nHost: localhost\r\nHost: other\r\n\r\n",
            "GET /ping HTTP/1.1\r\nHost: localhost\r\nX: " + "y".repeat(20_000) + "\r\n\r\n",
            "GET /ping HTTP/1.1\r\nHost: localhost\r\n" + "X: y\r\n".repeat(500) + "\r\n",
            "TRACE /ping HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n",
            "POST /predictions/ucad?map=%zz HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n\r\n",
            "POST /predictions/ucad HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n",
            "POST /predictions/ucad HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: gzip\r\n\r\n")) {
      try (var client = new RawClient(server.port())) {
        String answer = client.send(request).rest();

        assertThat(answer)
            .as(request.substring(0, Math.min(60, request.length())))
            .matches("(?s)HTTP/1\\.1 (4\\d\\d|50[15]) .*")
            .doesNotContainIgnoringCase("tomcat")
            .doesNotContain("<html", "Exception", "\tat ");
        assertThat(answer.substring(answer.indexOf("\r\n\r\n") + 4))
            .startsWith("{\"code\":")
            .contains("\"requestId\"");
      }
    }
  }

  @Test
  void brokenChunksEndTheConnection() throws IOException {
    try (var client = new RawClient(server.port())) {
      client.send(
          "POST /predictions/ucad HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\nZZ\r\n");

      assertThat(client.rest()).isEmpty();
    }
  }

  @Test
  void anotherHostsNameIsRefused() throws IOException {
    try (var client = new RawClient(server.port())) {
      String answer =
          client.send("GET /v2 HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n").rest();

      assertThat(answer).startsWith("HTTP/1.1 421").contains("WRONG_HOST");
    }
  }

  @Test
  void aRefusalThatComesEarlyLeavesTheConnectionInOrder() throws IOException {
    byte[] image = TinyModel.good(0, 0);
    try (var client = new RawClient(server.port())) {
      client.send(
          "POST /nowhere HTTP/1.1\r\nHost: localhost\r\nContent-Length: "
              + image.length
              + "\r\n\r\n");
      client.send(image);

      String answer = client.rest();
      assertThat(answer).startsWith("HTTP/1.1 404").contains("Connection: close");
      assertThat(answer.split("HTTP/1.1", -1)).hasSize(2);
    }
  }

  @Test
  void requestsSentAheadAreAnsweredInOrder() throws IOException {
    byte[] image = TinyModel.good(0, 0);
    String head =
        "POST /predictions/ucad HTTP/1.1\r\nHost: localhost\r\nContent-Type: image/jpeg\r\nX-Request-Id: %s\r\nContent-Length: "
            + image.length
            + "\r\n\r\n";
    try (var client = new RawClient(server.port())) {
      client.send(head.formatted("first")).send(image).send(head.formatted("second")).send(image);

      assertThat(client.answer()).startsWith("HTTP/1.1 200").contains("\"requestId\":\"first\"");
      assertThat(client.answer()).startsWith("HTTP/1.1 200").contains("\"requestId\":\"second\"");
    }
  }

  @Test
  void deepJsonIsRefused() {
    byte[] deep = ("[".repeat(100_000)).getBytes(StandardCharsets.UTF_8);
    assertThat(server.post("/v2/models/ucad/infer", "application/json", deep).status())
        .isEqualTo(400);
    assertThat(
            server
                .post(
                    "/v2/repository/models/ucad/load",
                    "application/json",
                    new ByteArrayInputStream(deep).readAllBytes())
                .status())
        .isEqualTo(400);
  }
}
