package io.ucad.serving;

import static io.ucad.serving.Predictors.code;
import static io.ucad.serving.Predictors.image;
import static io.ucad.serving.Predictors.json;
import static io.ucad.serving.Predictors.score;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Model;
import ai.djl.inference.Predictor;
import ai.djl.modality.Input;
import ai.djl.modality.Output;
import ai.djl.ndarray.BytesSupplier;
import ai.djl.translate.TranslateException;
import com.google.gson.JsonObject;
import io.ucad.serving.testing.TinyModel;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests in, answers out, alone and in batches, through a predictor as servers use it. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class UcadTranslatorTest {
  private TinyModel tiny;
  private Model model;
  private Predictor<Input, Output> predictor;

  @BeforeAll
  void start(@TempDir Path folder) {
    tiny = TinyModel.in(folder);
    model = Predictors.model();
    predictor = Predictors.predictor(model, Predictors.translator(tiny.arguments()));
  }

  @AfterAll
  void stop() {
    predictor.close();
    model.close();
  }

  @Test
  void everyProductIsRecognisedAndJudged() throws Exception {
    for (int product = 0; product < TinyModel.TASKS.size(); product++) {
      Output good = predictor.predict(image(TinyModel.good(product, 0)));
      Output bad = predictor.predict(image(TinyModel.defective(product, 0)));

      assertThat(good.getCode()).isEqualTo(200);
      assertThat(good.getProperty("Content-Type", "")).isEqualTo("application/json");
      assertThat(task(good)).isEqualTo(TinyModel.TASKS.get(product));
      assertThat(task(bad)).isEqualTo(TinyModel.TASKS.get(product));
      assertThat(json(bad).get("verdict").getAsString()).isEqualTo("NG");
      assertThat(score(bad)).isGreaterThan(score(good));
      assertThat(json(good).get("version").getAsString()).isEqualTo("v1");
      assertThat(json(good).get("backbone").getAsString()).isEqualTo("vit");
    }
  }

  @Test
  void scoresAreTheSameInBatchesOfAnySize() throws Exception {
    List<Input> inputs = new ArrayList<>();
    for (int i = 0; i < 16; i++) {
      inputs.add(
          i % 5 == 4 ? image(TinyModel.defective(i % 3, i)) : image(TinyModel.good(i % 3, i)));
    }
    List<Output> alone = new ArrayList<>();
    for (Input input : inputs) {
      alone.add(predictor.predict(input));
    }
    for (int size : new int[] {8, 16}) {
      for (int start = 0; start < 16; start += size) {
        List<Output> together = predictor.batchPredict(inputs.subList(start, start + size));
        for (int i = 0; i < size; i++) {
          assertSame(together.get(i), alone.get(start + i));
        }
      }
    }
  }

  private static void assertSame(Output one, Output other) {
    assertThat(one.getCode()).isEqualTo(200);
    assertThat(score(one)).isCloseTo(score(other), within(1e-5f));
    assertThat(task(one)).isEqualTo(task(other));
    assertThat(json(one).get("verdict")).isEqualTo(json(other).get("verdict"));
  }

  @Test
  void badRequestsOfABatchOfSixteenHarmNoneOfTheOthers() throws Exception {
    Map<Integer, Input> bad = new HashMap<>();
    bad.put(0, image(new byte[0]));
    bad.put(3, image("GIF89a".getBytes(StandardCharsets.US_ASCII)));
    bad.put(7, image(Arrays.copyOf(TinyModel.good(0, 7), 900)));
    bad.put(8, image(TinyModel.good(0, 8), "map", "jpeg"));
    bad.put(9, image(TinyModel.good(0, 9), "task", "screw"));
    bad.put(10, new Input());
    bad.put(15, throwing(new StackOverflowError("in decoding")));
    List<Input> batch = new ArrayList<>();
    for (int i = 0; i < 16; i++) {
      batch.add(bad.getOrDefault(i, image(TinyModel.good(i % 3, i))));
    }

    List<Output> answers = predictor.batchPredict(batch);

    assertThat(answers).hasSize(16);
    assertThat(answers.stream().map(Output::getCode).toList())
        .containsExactly(
            400, 200, 200, 415, 200, 200, 200, 422, 400, 400, 400, 200, 200, 200, 200, 500);
    for (int i = 0; i < 16; i++) {
      if (!bad.containsKey(i)) {
        assertSame(answers.get(i), predictor.predict(image(TinyModel.good(i % 3, i))));
      }
    }
    assertThat(code(answers.get(0))).isEqualTo("EMPTY_IMAGE");
    assertThat(code(answers.get(3))).isEqualTo("UNSUPPORTED_FORMAT");
    assertThat(code(answers.get(7))).isEqualTo("CORRUPT_IMAGE");
    assertThat(code(answers.get(8))).isEqualTo("BAD_PARAMETER");
    assertThat(code(answers.get(9))).isEqualTo("UNKNOWN_TASK");
    assertThat(code(answers.get(10))).isEqualTo("EMPTY_IMAGE");
    assertThat(code(answers.get(15))).isEqualTo("INTERNAL_ERROR");
  }

  @Test
  void memoryThatEndsWhileReadingIsOurFaultAndTellsNothingOfUs() throws Exception {
    Output answer = predictor.predict(throwing(new OutOfMemoryError("Java heap space")));

    assertThat(answer.getCode()).isEqualTo(503);
    assertThat(code(answer)).isEqualTo("OUT_OF_MEMORY");
    assertThat(answer.getProperty("Retry-After", "")).isEqualTo("1");
    assertThat(text(answer)).doesNotContain("heap", "Error", "at io.ucad");
  }

  private static Input throwing(Error error) {
    Input input = new Input();
    input.add(
        "data",
        new BytesSupplier() {
          @Override
          public byte[] getAsBytes() {
            throw error;
          }

          @Override
          public ByteBuffer toByteBuffer() {
            throw error;
          }

          @Override
          public Object getAsObject() {
            throw error;
          }
        });
    return input;
  }

  @Test
  void aMixedBatchOfNamedAndRoutedRequestsIsAnsweredEachInItsWay() throws Exception {
    List<Input> batch = new ArrayList<>();
    for (int i = 0; i < 9; i++) {
      batch.add(
          i % 2 == 0
              ? image(TinyModel.good(i % 3, i))
              : image(TinyModel.good(i % 3, i), "task", TinyModel.TASKS.get((i + 1) % 3)));
    }

    List<Output> answers = predictor.batchPredict(batch);

    for (int i = 0; i < 9; i++) {
      assertThat(task(answers.get(i))).isEqualTo(TinyModel.TASKS.get((i + i % 2) % 3));
      assertThat(json(answers.get(i)).getAsJsonObject("task").has("distance"))
          .isEqualTo(i % 2 == 0);
      assertSame(answers.get(i), predictor.predict(batch.get(i)));
    }
  }

  @Test
  void mapAndExplanationComeWhenAskedFor() throws Exception {
    byte[] bad = TinyModel.defective(1, 2);
    JsonObject plain = json(predictor.predict(image(bad)));
    JsonObject png = json(predictor.predict(image(bad, "map", "png", "explain", "true")));
    JsonObject floats = json(predictor.predict(image(bad, "map", "float", "explain", "false")));

    assertThat(plain.has("anomalyMap")).isFalse();
    assertThat(plain.has("explanation")).isFalse();
    assertThat(png.getAsJsonObject("anomalyMap").get("encoding").getAsString()).isEqualTo("png8");
    assertThat(png.getAsJsonArray("explanation")).hasSize(5);
    assertThat(floats.getAsJsonObject("anomalyMap").get("encoding").getAsString())
        .isEqualTo("float");
    assertThat(floats.has("explanation")).isFalse();
  }

  @Test
  void parametersMayBePropertiesAndTheServersOwnAreLeftAlone() throws Exception {
    Input input = image(TinyModel.good(0, 0), "model_name", "ucad", "model_version", "v1");
    input.addProperty("map", "png");

    assertThat(json(predictor.predict(input)).has("anomalyMap")).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "map,PNG",
    "map,''",
    "explain,yes",
    "task,Bolt",
    "task,../bolt",
    "tsak,bolt",
    "explain,1"
  })
  void aWrongParameterIsRefusedAndNotIgnored(String name, String value) throws Exception {
    Output answer = predictor.predict(image(TinyModel.good(0, 0), name, value));

    assertThat(answer.getCode()).isEqualTo(400);
    assertThat(code(answer)).isEqualTo("BAD_PARAMETER");
    assertThat(json(answer).get("message").getAsString()).startsWith("expected");
  }

  @Test
  void parametersAndImagesAreRefusedTwiceAndLongParametersUnread() throws Exception {
    for (Input input :
        List.of(
            image(TinyModel.good(0, 0), "map", "png", "map", "png"),
            image(TinyModel.good(0, 0), "data", "another"),
            image(TinyModel.good(0, 0), "task", "a".repeat(1 << 20)))) {
      Output answer = predictor.predict(input);
      assertThat(answer.getCode()).isEqualTo(400);
      assertThat(code(answer)).isEqualTo("BAD_PARAMETER");
      assertThat(text(answer).length()).isLessThan(400);
    }
  }

  @Test
  void aRequestIdIsTakenOverFromAskerOrServer() throws Exception {
    Input asked = image(TinyModel.good(0, 0));
    asked.addProperty("x-request-id", "line-4.part_17");
    asked.addProperty("requestId", "server-1");
    Input unasked = image(TinyModel.good(0, 0));
    unasked.addProperty("requestId", "server-1");

    Output answer = predictor.predict(asked);
    assertThat(json(answer).get("requestId").getAsString()).isEqualTo("line-4.part_17");
    assertThat(answer.getProperty("X-Request-Id", "")).isEqualTo("line-4.part_17");
    assertThat(json(predictor.predict(unasked)).get("requestId").getAsString())
        .isEqualTo("server-1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a b", "a\nb", "\r\nSet-Cookie: x", "é", "<script>"})
  void aHostileRequestIdIsReplaced(String id) throws Exception {
    Input input = image(TinyModel.good(0, 0));
    input.addProperty("X-Request-Id", id);
    Input longer = image(TinyModel.good(0, 0));
    longer.addProperty("X-Request-Id", "a".repeat(65));

    assertThat(json(predictor.predict(input)).get("requestId").getAsString())
        .matches("[0-9a-f-]{36}");
    assertThat(json(predictor.predict(longer)).get("requestId").getAsString())
        .matches("[0-9a-f-]{36}");
  }

  @Test
  void limitsAreSetByArguments() throws Exception {
    Map<String, String> arguments = new HashMap<>(tiny.arguments());
    arguments.put("ucad.maxPixels", "10000");
    arguments.put("ucad.maxConcurrentDecodes", "1");
    try (Model other = Predictors.model();
        var small = Predictors.predictor(other, Predictors.translator(arguments))) {
      Output answer = small.predict(image(TinyModel.good(0, 0)));
      assertThat(answer.getCode()).isEqualTo(413);
      assertThat(code(answer)).isEqualTo("IMAGE_TOO_LARGE");
    }
    arguments.remove("ucad.maxPixels");
    arguments.put("ucad.maxBytes", "100");
    try (Model other = Predictors.model();
        var small = Predictors.predictor(other, Predictors.translator(arguments))) {
      assertThat(small.predict(image(TinyModel.good(0, 0))).getCode()).isEqualTo(413);
    }
  }

  @Test
  void aBatchWithMorePixelsThanOneImageMayHaveIsAnsweredInParts() throws Exception {
    Map<String, String> arguments = new HashMap<>(tiny.arguments());
    // Two images of 120 x 88 fit, three do not.
    arguments.put("ucad.maxPixels", "25000");
    List<Input> inputs = new ArrayList<>();
    for (int i = 0; i < 7; i++) {
      inputs.add(image(TinyModel.good(i % 3, i)));
    }
    try (Model other = Predictors.model();
        var small = Predictors.predictor(other, Predictors.translator(arguments))) {
      List<Output> answers = small.batchPredict(inputs);
      for (int i = 0; i < 7; i++) {
        assertSame(answers.get(i), predictor.predict(inputs.get(i)));
      }
    }
  }

  @Test
  void wrongArgumentsAreRefusedByName() {
    for (String missing : List.of("ucad.store", "ucad.version", "ucad.backbone")) {
      Map<String, String> arguments = new HashMap<>(tiny.arguments());
      arguments.remove(missing);
      assertThatThrownBy(() -> Predictors.translator(arguments)).hasMessageContaining(missing);
    }
    for (var wrong :
        Map.of("ucad.maxPixels", "many", "ucad.maxBytes", "0", "ucad.maxPixel", "9").entrySet()) {
      Map<String, String> arguments = new HashMap<>(tiny.arguments());
      arguments.put(wrong.getKey(), wrong.getValue());
      assertThatThrownBy(() -> Predictors.translator(arguments))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining(wrong.getKey());
    }
  }

  @Test
  void aSingleInputGoesTheSameWay() throws TranslateException {
    assertThat(predictor.predict(image(TinyModel.good(2, 5))).getCode()).isEqualTo(200);
  }

  private static String task(Output output) {
    return json(output).getAsJsonObject("task").get("name").getAsString();
  }

  private static String text(Output output) {
    return new String(output.getData().getAsBytes(), StandardCharsets.UTF_8);
  }
}
