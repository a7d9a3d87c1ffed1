package io.ucad.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.Device;
import ai.djl.modality.Input;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.ucad.detector.backbone.BackboneException;
import io.ucad.detector.testing.RandomVit;
import io.ucad.endpoint.TestServer.Answer;
import io.ucad.endpoint.model.ServedModel;
import io.ucad.serving.testing.TinyModel;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The inference contract, as a client sees it. */
class ContractTest {
  @TempDir static Path folder;
  private static TinyModel tiny;
  private static TestServer server;

  @BeforeAll
  static void start() {
    tiny = TinyModel.in(folder);
    server = TestServer.start(tiny);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  @Test
  void everyProductIsRecognisedAndJudged() {
    for (int product = 0; product < TinyModel.TASKS.size(); product++) {
      JsonObject good = server.predict(TinyModel.good(product, 0)).json();
      JsonObject bad = server.predict(TinyModel.defective(product, 0)).json();

      assertThat(good.getAsJsonObject("task").get("name").getAsString())
          .isEqualTo(TinyModel.TASKS.get(product));
      assertThat(bad.get("score").getAsDouble()).isGreaterThan(good.get("score").getAsDouble());
      assertThat(good.get("version").getAsString()).isEqualTo("v1");
      assertThat(good.has("anomalyMap")).isFalse();
    }
  }

  @Test
  void theAnswerIsThatOfTheTranslatorBitForBit() throws Exception {
    try (ServedModel alone = TestServer.loader(tiny).load(tiny.version(), 1)) {
      for (int i = 0; i < 6; i++) {
        byte[] image = TinyModel.defective(i % 3, i);
        Input input = new Input();
        input.add("data", image);
        String expected =
            new String(
                alone.answer(0, List.of(input)).get(0).getData().getAsBytes(),
                StandardCharsets.UTF_8);

        JsonObject found = server.predict(image).json();

        for (String name : List.of("score", "threshold", "pValue", "regions", "task", "verdict")) {
          assertThat(found.get(name))
              .isEqualTo(JsonParser.parseString(expected).getAsJsonObject().get(name));
        }
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"image/jpeg", "image/png", "application/octet-stream", "IMAGE/JPEG; q=1"})
  void anyTypeOfImageIsTakenForWhatItIs(String type) {
    Answer answer = server.post("/predictions/ucad", type, TinyModel.good(0, 1));

    assertThat(answer.status()).isEqualTo(200);
    assertThat(answer.header("Content-Type")).contains("application/json");
  }

  @Test
  void whatCurlSaysOfABodyWhenItIsToldNothingIsTakenToo() {
    String form = "application/x-www-form-urlencoded";

    assertThat(server.post("/predictions/ucad", form, TinyModel.good(0, 1)).status())
        .isEqualTo(200);
    Answer text =
        server.post("/predictions/ucad", form, "task=bolt".getBytes(StandardCharsets.UTF_8));
    assertThat(text.status()).isEqualTo(415);
    assertThat(text.code()).isEqualTo("UNSUPPORTED_MEDIA_TYPE");
    assertThat(text.json().get("message").getAsString()).contains("Content-Type: image/png");
  }

  @Test
  void anotherBackboneThanThatOfTheVersionIsRefusedByName() {
    Path other = RandomVit.deit(8, 16, 5, 2, 64).withSeed(9).write(folder.resolve("other.vit"));
    var loader = new TranslatorLoader(tiny.store(), other, Device.cpu(), Map.of());

    assertThatThrownBy(() -> loader.load(tiny.version(), 1))
        .isInstanceOf(BackboneException.class)
        .hasMessageContaining("expected the backbone with SHA-256");
  }

  @Test
  void invocationsIsTheSame() {
    byte[] image = TinyModel.good(1, 2);
    assertThat(server.post("/invocations", "image/jpeg", image).json().get("score"))
        .isEqualTo(server.predict(image).json().get("score"));
  }

  @Test
  void parametersAreTakenFromTheQuery() {
    Answer answer =
        server.post(
            "/predictions/ucad?map=float&explain=true&task=gear",
            "image/jpeg",
            TinyModel.defective(0, 3));

    JsonObject json = answer.json();
    assertThat(json.getAsJsonObject("task").get("name").getAsString()).isEqualTo("gear");
    assertThat(json.getAsJsonObject("anomalyMap").get("encoding").getAsString()).isEqualTo("float");
    assertThat(json.getAsJsonArray("explanation")).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"map=gif", "tsak=bolt", "map=png&map=png", "explain=1"})
  void aWrongParameterIsRefused(String query) {
    Answer answer = server.post("/predictions/ucad?" + query, "image/jpeg", TinyModel.good(0, 0));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.code()).isEqualTo("BAD_PARAMETER");
  }

  @Test
  void anUnknownTaskIsTheAskersFault() {
    Answer answer = server.post("/predictions/ucad?task=screw", "image/jpeg", TinyModel.good(0, 0));

    assertThat(answer.status()).isEqualTo(400);
    assertThat(answer.code()).isEqualTo("UNKNOWN_TASK");
  }

  @Test
  void aFormCarriesImageAndParameters() {
    byte[] form =
        form(
            "map",
            "",
            "png".getBytes(StandardCharsets.UTF_8),
            "data",
            "x.jpg",
            TinyModel.defective(2, 1));
    Answer answer = server.post("/predictions/ucad", "multipart/form-data; boundary=XX", form);

    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    assertThat(answer.json().getAsJsonObject("anomalyMap").get("encoding").getAsString())
        .isEqualTo("png8");
    assertThat(answer.json().get("score"))
        .isEqualTo(server.predict(TinyModel.defective(2, 1)).json().get("score"));
  }

  @Test
  void aBrokenFormIsRefused() {
    byte[] image = TinyModel.good(0, 0);
    List<byte[]> bodies =
        List.of(
            form("map", "", "png".getBytes(StandardCharsets.UTF_8)),
            form("data", "a", image, "data", "b", image),
            "--XX\r\nContent-Disposition: form-data; name=\"data\"\r\n\r\nabc"
                .getBytes(StandardCharsets.UTF_8),
            "nothing of the kind".getBytes(StandardCharsets.UTF_8),
            new byte[0]);
    for (byte[] body : bodies) {
      Answer answer = server.post("/predictions/ucad", "multipart/form-data; boundary=XX", body);
      assertThat(answer.status()).as(answer.text()).isEqualTo(400);
      assertThat(answer.code()).isEqualTo("BAD_MULTIPART");
    }
    Answer noBoundary = server.post("/predictions/ucad", "multipart/form-data", image);
    assertThat(noBoundary.status()).isEqualTo(400);
  }

  private static byte[] form(Object... parts) {
    var body = new ByteArrayOutputStream();
    for (int i = 0; i < parts.length; i += 3) {
      String file = parts[i + 1].equals("") ? "" : "; filename=\"" + parts[i + 1] + "\"";
      body.writeBytes(
          ("--XX\r\nContent-Disposition: form-data; name=\"" + parts[i] + "\"" + file + "\r\n\r\n")
              .getBytes(StandardCharsets.UTF_8));
      body.writeBytes((byte[]) parts[i + 2]);
      body.writeBytes("\r\n".getBytes(StandardCharsets.UTF_8));
    }
    body.writeBytes("--XX--\r\n".getBytes(StandardCharsets.UTF_8));
    return body.toByteArray();
  }

  @Test
  void requestIdsAreTakenOverWhenHarmless() {
    Answer own =
        server.post(
            "/predictions/ucad", "image/jpeg", TinyModel.good(0, 0), "X-Request-Id", "line-4.a_1");
    Answer hostile =
        server.post(
            "/predictions/ucad", "image/jpeg", TinyModel.good(0, 0), "X-Request-Id", "<script>");

    assertThat(own.header("X-Request-Id")).contains("line-4.a_1");
    assertThat(own.json().get("requestId").getAsString()).isEqualTo("line-4.a_1");
    assertThat(hostile.json().get("requestId").getAsString()).matches("[0-9a-f-]{36}");
    assertThat(hostile.header("X-Request-Id"))
        .contains(hostile.json().get("requestId").getAsString());
  }

  @Test
  void everythingElseIsRefusedInTheSameForm() {
    for (Answer answer :
        List.of(
            server.get("/"),
            server.get("/predictions/ucad"),
            server.get("/predictions/ucad/v1/x"),
            server.get("/models"),
            server.get("/../etc/passwd"),
            server.post("/ping", "text/plain", new byte[0]),
            server.post("/models?url=file:///tmp/x", "text/plain", new byte[0]),
            server.send(server.request("/predictions/ucad").DELETE().build()),
            server.send(
                server
                    .request("/ping")
                    .method("OPTIONS", java.net.http.HttpRequest.BodyPublishers.noBody())
                    .build()),
            server.post("/predictions/ucad/v2", "image/jpeg", TinyModel.good(0, 0)),
            server.post("/predictions/ucad/latest", "image/jpeg", TinyModel.good(0, 0)),
            server.post("/predictions/other", "image/jpeg", TinyModel.good(0, 0)))) {
      assertThat(answer.status()).isBetween(400, 405);
      assertThat(answer.json().keySet()).contains("code", "message", "requestId");
      assertThat(answer.text()).doesNotContainIgnoringCase("tomcat", "exception", "at io.ucad");
      assertThat(answer.header("Server")).isEmpty();
    }
  }

  @Test
  void aHeadTellsTheLengthOfAGet() {
    Answer head =
        server.send(
            server
                .request("/ping")
                .method("HEAD", java.net.http.HttpRequest.BodyPublishers.noBody())
                .build());

    assertThat(head.status()).isEqualTo(200);
    assertThat(head.body()).isEmpty();
  }

  @Test
  void healthIsTold() {
    assertThat(server.get("/ping").json()).hasToString("{\"status\":\"Healthy\"}");
    assertThat(server.get("/v2/health/live").json()).hasToString("{\"live\":true}");
    assertThat(server.get("/v2/health/ready").json()).hasToString("{\"ready\":true}");
    assertThat(server.get("/v2/models/ucad/ready").status()).isEqualTo(200);
    assertThat(server.get("/v2/models/ucad/versions/v9/ready").status()).isEqualTo(404);
    JsonObject model = server.get("/v2/models/ucad").json();
    assertThat(model.get("name").getAsString()).isEqualTo("ucad");
    assertThat(model.getAsJsonObject("parameters").get("tasks"))
        .hasToString("[\"bolt\",\"gear\",\"panel\"]");
    assertThat(server.get("/v2").json().get("extensions").toString())
        .contains("binary_tensor_data");
  }
}
