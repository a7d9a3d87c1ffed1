package io.ucad.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.ucad.detector.image.DecodedImage;
import io.ucad.detector.image.Png;
import io.ucad.detector.testing.Products;
import io.ucad.endpoint.TestServer.Answer;
import io.ucad.serving.testing.TinyModel;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The Open Inference Protocol v2 says the same as the inference contract. */
class InferTest {
  private static final int WIDTH = 60;
  private static final int HEIGHT = 44;
  private static final String INFER = "/v2/models/ucad/infer";

  @TempDir static Path folder;
  private static TestServer server;
  private static byte[] rgb = new byte[0];
  private static JsonObject contract = new JsonObject();

  @BeforeAll
  static void start() {
    server = TestServer.start(TinyModel.in(folder));
    DecodedImage image = Products.defective(1, 1001, WIDTH, HEIGHT);
    rgb = image.rgb();
    contract =
        server
            .post(
                "/predictions/ucad?map=float&task=gear",
                "image/png",
                Png.encodeRgb(WIDTH, HEIGHT, rgb))
            .json();
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static Answer json(String body) {
    return server.post(INFER, "application/json", body.getBytes(StandardCharsets.UTF_8));
  }

  private static String request(String datatype, String shape, String data) {
    return "{\"id\":\"a1\",\"parameters\":{\"task\":\"gear\"},\"inputs\":[{\"name\":\"image\",\"datatype\":\"%s\",\"shape\":%s,\"data\":%s}]}"
        .formatted(datatype, shape, data);
  }

  private static void assertSame(Answer answer) {
    assertThat(answer.status()).as(answer.text()).isEqualTo(200);
    JsonObject json = answer.json();
    assertThat(json.get("id").getAsString()).isEqualTo("a1");
    assertThat(json.get("model_version").getAsString()).isEqualTo("v1");
    Map<String, JsonElement> data = new HashMap<>();
    for (JsonElement output : json.getAsJsonArray("outputs")) {
      data.put(
          output.getAsJsonObject().get("name").getAsString(), output.getAsJsonObject().get("data"));
    }
    assertThat(tensor(data, "score").getAsJsonArray().get(0)).isEqualTo(contract.get("score"));
    assertThat(tensor(data, "verdict").getAsJsonArray().get(0)).isEqualTo(contract.get("verdict"));
    assertThat(tensor(data, "task").getAsJsonArray().get(0).getAsString()).isEqualTo("gear");
    float[] map = map(contract);
    JsonArray found = tensor(data, "anomaly_map").getAsJsonArray();
    assertThat(found).hasSize(map.length);
    for (int i = 0; i < map.length; i++) {
      assertThat(found.get(i).getAsFloat()).isEqualTo(map[i]);
    }
  }

  private static JsonElement tensor(Map<String, JsonElement> data, String name) {
    return Objects.requireNonNull(data.get(name), name);
  }

  private static float[] map(JsonObject answer) {
    byte[] bytes =
        Base64.getDecoder().decode(answer.getAsJsonObject("anomalyMap").get("data").getAsString());
    float[] values = new float[bytes.length / Float.BYTES];
    ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
    return values;
  }

  @Test
  void anEncodedImageInJson() {
    String base64 = Base64.getEncoder().encodeToString(Png.encodeRgb(WIDTH, HEIGHT, rgb));
    assertSame(json(request("BYTES", "[1]", "[\"" + base64 + "\"]")));
    assertSame(json(request("BYTES", "[1,1]", "[\"" + base64 + "\"]")));
  }

  @Test
  void pixelsInJson() {
    var numbers = new StringBuilder("[");
    for (int i = 0; i < rgb.length; i++) {
      numbers.append(i == 0 ? "" : ",").append(rgb[i] & 0xFF);
    }
    numbers.append("]");
    assertSame(json(request("UINT8", "[44,60,3]", numbers.toString())));
    assertSame(json(request("UINT8", "[1,44,60,3]", "[" + numbers + "]")));
  }

  @Test
  void floatsInJson() {
    var numbers = new StringBuilder("[");
    for (int i = 0; i < rgb.length; i++) {
      numbers.append(i == 0 ? "" : ",").append((rgb[i] & 0xFF) / 255.0);
    }
    assertSame(json(request("FP32", "[1,44,60,3]", numbers + "]")));
  }

  @Test
  void binaryTensors() {
    byte[] png = Png.encodeRgb(WIDTH, HEIGHT, rgb);
    ByteBuffer element =
        ByteBuffer.allocate(4 + png.length)
            .order(ByteOrder.LITTLE_ENDIAN)
            .putInt(png.length)
            .put(png);
    assertSame(binary("BYTES", "[1]", element.array(), ""));
    assertSame(binary("UINT8", "[44,60,3]", rgb, ""));
    ByteBuffer floats = ByteBuffer.allocate(4 * rgb.length).order(ByteOrder.LITTLE_ENDIAN);
    for (byte value : rgb) {
      floats.putFloat((value & 0xFF) / 255f);
    }
    assertSame(binary("FP32", "[44,60,3]", floats.array(), ""));
  }

  private static Answer binary(String datatype, String shape, byte[] bytes, String more) {
    byte[] head =
        ("{\"id\":\"a1\",\"parameters\":{\"task\":\"gear\"}%s,\"inputs\":[{\"name\":\"image\",\"datatype\":\"%s\",\"shape\":%s,\"parameters\":{\"binary_data_size\":%d}}]}"
                .formatted(more, datatype, shape, bytes.length))
            .getBytes(StandardCharsets.UTF_8);
    var body = new ByteArrayOutputStream();
    body.writeBytes(head);
    body.writeBytes(bytes);
    return server.post(
        INFER,
        "application/octet-stream",
        body.toByteArray(),
        "Inference-Header-Content-Length",
        String.valueOf(head.length));
  }

  @Test
  void outputsAreThoseAskedForAndBinaryIfAskedFor() {
    Answer answer =
        binary(
            "UINT8",
            "[44,60,3]",
            rgb,
            ",\"outputs\":[{\"name\":\"verdict\"},{\"name\":\"score\",\"parameters\":{\"binary_data\":true}},{\"name\":\"anomaly_map\",\"parameters\":{\"binary_data\":true}}]");

    int length = Integer.parseInt(answer.header("Inference-Header-Content-Length").orElseThrow());
    JsonObject json =
        JsonParser.parseString(new String(answer.body(), 0, length, StandardCharsets.UTF_8))
            .getAsJsonObject();
    assertThat(json.getAsJsonArray("outputs")).hasSize(3);
    ByteBuffer values =
        ByteBuffer.wrap(answer.body(), length, answer.body().length - length)
            .order(ByteOrder.LITTLE_ENDIAN);
    assertThat(values.getFloat()).isEqualTo(contract.get("score").getAsFloat());
    for (float expected : map(contract)) {
      assertThat(values.getFloat()).isEqualTo(expected);
    }
    assertThat(values.hasRemaining()).isFalse();
  }

  @Test
  void ofAnUnknownProductNoScoreIsClaimed() {
    byte[] noise = new byte[64 * 64 * 3];
    new java.util.Random(1).nextBytes(noise);
    String base64 = Base64.getEncoder().encodeToString(Png.encodeRgb(64, 64, noise));
    String body =
        "{\"inputs\":[{\"name\":\"image\",\"datatype\":\"BYTES\",\"shape\":[1],\"data\":[\""
            + base64
            + "\"]}]}";
    JsonArray outputs = json(body).json().getAsJsonArray("outputs");

    assertThat(outputs.toString()).contains("\"UNKNOWN\"").doesNotContain("score", "anomaly_map");
    assertThat(outputs).hasSize(2);
  }

  @Test
  void aBadImageIsRefusedAsByTheContract() {
    Answer answer = json(request("BYTES", "[1]", "[\"R0lGODlh\"]"));

    assertThat(answer.status()).isEqualTo(415);
    assertThat(answer.code()).isEqualTo("UNSUPPORTED_FORMAT");
    assertThat(answer.json().get("error")).isEqualTo(answer.json().get("message"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{}",
        "null",
        "{\"inputs\":[]}",
        "{\"inputs\":[{\"name\":\"image\"}]}",
        "{\"inputs\":[{\"name\":\"image\",\"datatype\":\"BYTES\",\"shape\":[1]}]}",
        "{\"inputs\":[{\"name\":\"image\",\"datatype\":\"BYTES\",\"shape\":[2],\"data\":[\"\",\"\"]}]}",
        "{\"inputs\":[{\"name\":\"image\",\"datatype\":\"BYTES\",\"shape\":[1],\"data\":[\"***\"]}]}",
        "{\"inputs\":[{\"name\":\"image\",\"datatype\":\"BYTES\",\"shape\":[1],\"data\":[]}]}",
        "{\"inputs\":[{\"name\":\"image\",\"datatype\":\"BYTES\",\"shape\":[1],\"data\":[1e999]}]}",
        "{\"inputs\":[{\"name\":\"url\",\"datatype\":\"BYTES\",\"shape\":[1],\"data\":[\"aGk=\"]}]}",
        "{\"inputs\":[{\"name\":\"image\",\"datatype\":\"INT64\",\"shape\":[1],\"data\":[1]}]}",
        "{\"inputs\":[{\"name\":\"image\",\"datatype\":\"UINT8\",\"shape\":[2,2,3],\"data\":[1]}]}",
        "{\"inputs\":[{\"name\":\"image\",\"datatype\":\"UINT8\",\"shape\":[1,1,1],\"data\":[256]}]}",
        "{\"inputs\":[{\"name\":\"image\",\"datatype\":\"UINT8\",\"shape\":[1,1,1],\"data\":[1,2]}]}",
        "{\"inputs\":[{\"name\":\"image\",\"datatype\":\"UINT8\",\"shape\":[3,1,1,1],\"data\":[1,2,3]}]}",
        "{\"inputs\":[{\"name\":\"image\",\"datatype\":\"UINT8\",\"shape\":[60000,60000,3],\"data\":[1]}]}",
        "{\"inputs\":[{\"name\":\"image\",\"datatype\":\"UINT8\",\"shape\":[99999999999],\"data\":[1]}]}",
        "{\"inputs\":[{\"name\":\"image\",\"datatype\":\"FP32\",\"shape\":[1,1,1],\"data\":[NaN]}]}",
        "{\"inputs\":[{\"name\":\"image\",\"datatype\":\"FP32\",\"shape\":[1,1,1],\"data\":[1.01]}]}",
        "{\"inputs\":[{\"name\":\"image\",\"datatype\":\"FP32\",\"shape\":[1,1,1],\"data\":[-1e308]}]}",
        "{\"inputs\":[{\"name\":\"image\",\"datatype\":\"UINT8\",\"shape\":[1,1,1],\"parameters\":{\"binary_data_size\":1}}]}",
        "{\"inputs\":[{\"name\":\"image\",\"datatype\":\"UINT8\",\"shape\":[1,1,1],\"data\":[1]}],\"outputs\":[{\"name\":\"logits\"}]}",
        "{\"inputs\":[{\"name\":\"image\",\"datatype\":\"UINT8\",\"shape\":[1,1,1],\"data\":[1]}],\"id\":1,\"id\":2}",
        "{\"inputs\":[{\"name\":\"image\",\"datatype\":\"UINT8\",\"shape\":[1,1,1],\"data\":[1]}],\"parameters\":{\"tsak\":\"bolt\"}}",
        "{\"inputs\":[{\"name\":\"image\",\"datatype\":\"UINT8\",\"shape\":[1,1,1],\"data\":[1]}]} {}",
      })
  void anythingElseIsRefused(String body) {
    Answer answer = json(body);

    assertThat(answer.status()).as(answer.text()).isEqualTo(400);
    assertThat(answer.code()).isIn("BAD_INFER_REQUEST", "EMPTY_IMAGE");
  }

  @ParameterizedTest
  @ValueSource(strings = {"-1", "999999", "x", "1e3"})
  void aWrongLengthOfTheJsonIsRefused(String length) {
    Answer answer =
        server.post(
            INFER,
            "application/octet-stream",
            new byte[100],
            "Inference-Header-Content-Length",
            length);

    assertThat(answer.status()).isEqualTo(400);
  }

  @Test
  void anEndlessListOfNumbersIsNotKept() {
    // 16 million numbers where one is expected: refused at the second.
    byte[] body = new byte[32_000_000];
    byte[] head =
        "{\"inputs\":[{\"name\":\"image\",\"datatype\":\"UINT8\",\"shape\":[1,1,1],\"data\":["
            .getBytes(StandardCharsets.UTF_8);
    for (int i = 0; i < body.length; i += 2) {
      body[i] = '1';
      body[i + 1] = ',';
    }
    System.arraycopy(head, 0, body, 0, head.length);
    body[body.length - 1] = '1';
    byte[] whole = Arrays.copyOf(body, body.length + 4);
    System.arraycopy("]}]}".getBytes(StandardCharsets.UTF_8), 0, whole, body.length, 4);
    assertThat(server.post(INFER, "application/json", whole).status()).isEqualTo(400);
  }
}
