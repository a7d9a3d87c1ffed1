package io.ucad.serving;

import static io.ucad.serving.Predictors.image;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Model;
import ai.djl.inference.Predictor;
import ai.djl.modality.Input;
import ai.djl.modality.Output;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.ucad.detector.image.Png;
import io.ucad.serving.testing.TinyModel;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Answers as they were recorded: the same fields in the same order, the same words, numbers to
 * 1e-3. {@code -Ducad.contract.record=FILE} writes what is answered now to a file.
 */
class ContractTest {
  private static final double NEAR = 1e-3;

  @TempDir private Path folder;

  @Test
  void answersAreThoseThatWereRecorded() throws Exception {
    TinyModel tiny = TinyModel.in(folder);
    JsonObject found = new JsonObject();
    try (Model model = Predictors.model();
        Predictor<Input, Output> predictor =
            Predictors.predictor(model, Predictors.translator(tiny.arguments()))) {
      for (Map.Entry<String, Input> request : requests().entrySet()) {
        request.getValue().addProperty("X-Request-Id", "recorded");
        Output output = predictor.predict(request.getValue());
        var answer = new JsonObject();
        answer.addProperty("status", output.getCode());
        answer.addProperty("contentType", output.getProperty("Content-Type", ""));
        answer.add("body", Predictors.json(output));
        found.add(request.getKey(), answer);
      }
    }
    String record = System.getProperty("ucad.contract.record");
    if (record != null) {
      String text = new GsonBuilder().setPrettyPrinting().create().toJson(found);
      Files.writeString(Path.of(record), text + "\n");
    }

    requireSame("answers", recorded(), found);
  }

  private static Map<String, Input> requests() {
    Map<String, Input> requests = new LinkedHashMap<>();
    requests.put("good", image(TinyModel.good(0, 0)));
    requests.put("defective", image(TinyModel.defective(1, 0), "map", "png", "explain", "true"));
    requests.put("float map", image(TinyModel.defective(2, 1), "map", "float"));
    requests.put("named task", image(TinyModel.good(2, 2), "task", "panel"));
    requests.put("unknown product", image(Png.encodeGrey(64, 64, checkerboard()), "map", "png"));
    requests.put("empty", image(new byte[0]));
    requests.put("no image", image("%PDF-1.7".getBytes(StandardCharsets.US_ASCII)));
    requests.put("bad parameter", image(TinyModel.good(0, 0), "map", "jpeg"));
    requests.put("unknown task", image(TinyModel.good(0, 0), "task", "screw"));
    return requests;
  }

  private static byte[] checkerboard() {
    byte[] grey = new byte[64 * 64];
    for (int i = 0; i < grey.length; i++) {
      grey[i] = (byte) ((i / 64 + i % 64) % 2 == 0 ? 255 : 0);
    }
    return grey;
  }

  private static JsonObject recorded() throws IOException {
    try (InputStream in = ContractTest.class.getResourceAsStream("contract.json")) {
      assertThat(in).as("the recorded answers").isNotNull();
      return JsonParser.parseString(new String(in.readAllBytes(), StandardCharsets.UTF_8))
          .getAsJsonObject();
    }
  }

  private static void requireSame(String where, JsonElement expected, JsonElement found) {
    if (where.endsWith(".timingsMs")) {
      assertThat(found.getAsJsonObject().keySet())
          .as(where)
          .isEqualTo(expected.getAsJsonObject().keySet());
      found
          .getAsJsonObject()
          .asMap()
          .values()
          .forEach(t -> assertThat(t.getAsDouble()).isNotNegative());
    } else if (expected instanceof JsonObject object) {
      assertThat(found.getAsJsonObject().keySet())
          .as(where)
          .containsExactlyElementsOf(object.keySet());
      object
          .asMap()
          .forEach((k, v) -> requireSame(where + "." + k, v, found.getAsJsonObject().get(k)));
    } else if (expected instanceof JsonArray array) {
      assertThat(found.getAsJsonArray()).as(where).hasSize(array.size());
      for (int i = 0; i < array.size(); i++) {
        requireSame(where + "[" + i + "]", array.get(i), found.getAsJsonArray().get(i));
      }
    } else if (where.endsWith(".anomalyMap.data")) {
      // Pixels may differ in the last digit; that they decode is another test's business.
      assertThat(found.getAsString()).as(where).isNotEmpty();
    } else if (expected.getAsJsonPrimitive().isNumber()) {
      assertThat(found.getAsDouble()).as(where).isCloseTo(expected.getAsDouble(), within(NEAR));
    } else {
      assertThat(found).as(where).isEqualTo(expected);
    }
  }
}
