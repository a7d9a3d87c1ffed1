package io.ucad.detector.memory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.google.gson.JsonPrimitive;
import io.ucad.detector.coreset.Bank;
import io.ucad.detector.memory.MemoryException.Reason;
import io.ucad.detector.safetensors.DType;
import io.ucad.detector.safetensors.SafetensorsFile;
import io.ucad.detector.safetensors.SafetensorsWriter;
import io.ucad.detector.safetensors.TensorView;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A file that is sound as safetensors but lies about its content is one typed error, never more.
 */
class DamagedMemoryTest {
  @TempDir Path folder;
  private Content content = new Content(new TreeMap<>(), new TreeMap<>());

  /** A file's tensors and metadata, to be damaged. */
  private record Content(Map<String, TensorView> tensors, Map<String, String> metadata) {
    static Content of(TaskMemory memory) {
      var out = new ByteArrayOutputStream();
      try {
        MemoryFile.write(memory, false, out);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      var file = SafetensorsFile.parse(ByteBuffer.wrap(out.toByteArray()));
      Map<String, TensorView> tensors = new TreeMap<>();
      file.names().forEach(name -> tensors.put(name, file.tensor(name)));
      return new Content(tensors, new TreeMap<>(file.metadata()));
    }
  }

  @BeforeEach
  void start() {
    content = Content.of(MemoryFixture.with(MemoryFixture.additive()));
  }

  @Test
  void theUndamagedFileLoads() throws IOException {
    assertThat(MemoryFile.read(write(content, Map.of())).task()).isEqualTo("bottle");
  }

  @Test
  void everyTensorIsNeeded() {
    for (String name : List.copyOf(content.tensors().keySet())) {
      TensorView removed = content.tensors().remove(name);
      assertCorrupt(name, Map.of());
      content.tensors().put(name, removed);
    }
  }

  @Test
  void everyMetadataEntryIsNeeded() {
    for (String key : List.copyOf(content.metadata().keySet())) {
      String removed = content.metadata().remove(key);
      assertCorrupt(key, Map.of());
      content.metadata().put(key, removed);
    }
  }

  /** Every field at every depth: absent, null, and of every wrong type. */
  @Test
  void everyFieldIsNeededAndOfItsType() {
    List<String> paths = paths(json(), "");
    assertThat(paths).contains("task", "features.preprocessing.fit", "scoring.sigma").hasSize(35);
    for (String path : paths) {
      assertFieldRefused(path, null);
      assertFieldRefused(path, JsonNull.INSTANCE);
      if (!path.equals("provenance")) {
        assertFieldRefused(path, new JsonObject());
      }
      var nulls = new JsonArray();
      nulls.add(JsonNull.INSTANCE);
      assertFieldRefused(path, nulls);
    }
  }

  private static List<String> paths(JsonObject object, String prefix) {
    List<String> paths = new ArrayList<>();
    for (Map.Entry<String, JsonElement> field : object.entrySet()) {
      String path = prefix + field.getKey();
      paths.add(path);
      if (field.getValue().isJsonObject() && !path.equals("provenance")) {
        paths.addAll(paths(field.getValue().getAsJsonObject(), path + "."));
      }
    }
    return paths;
  }

  private void assertFieldRefused(
      String path, @org.jspecify.annotations.Nullable JsonElement value) {
    JsonObject json = json();
    JsonObject at = json;
    String[] steps = path.split("\\.");
    for (int i = 0; i < steps.length - 1; i++) {
      at = at.getAsJsonObject(steps[i]);
    }
    if (value == null) {
      at.remove(steps[steps.length - 1]);
    } else {
      at.add(steps[steps.length - 1], value);
    }
    content.metadata().put("ucad", json.toString());
    assertCorrupt(path + " = " + value, Map.of());
  }

  @Test
  void theMessageNamesTheFieldThatIsMissing() throws IOException {
    JsonObject json = json();
    json.getAsJsonObject("features").getAsJsonObject("preprocessing").remove("fit");
    content.metadata().put("ucad", json.toString());
    Path file = write(content, Map.of());

    assertThatThrownBy(() -> MemoryFile.read(file))
        .isInstanceOf(MemoryException.class)
        .hasMessageContaining("memory.safetensors")
        .hasMessageContaining("'features.preprocessing.fit', found none");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "task=\"\"",
        "prompts=\"sideways\"",
        "format=\"ucad-model\"",
        "backbone.sha256=\"XYZ\"",
        "routing.blocks=[]",
        "routing.blocks=[3,1]",
        "routing.preprocessing.width=0",
        "routing.preprocessing.width=1e9",
        "routing.preprocessing.fit=\"SQUEEZE\"",
        "routing.preprocessing.mean=[1,2]",
        "features.pooledWidth=-5",
        "scoring.sigma=NaN",
        "scoring.sigma=-1",
        "scoring.falseAlarmRate=0",
        "scoring.falseAlarmRate=2",
        "scoring.reweightNeighbours=1"
      })
  void hostileValuesAreRefused(String change) {
    content.metadata().put("ucad", changed(change));
    assertCorrupt(change, Map.of());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "null", "[]", "7", "{", "\"x\"", "{\"format\":1}"})
  void textThatIsNoDescriptionIsRefused(String text) {
    content.metadata().put("ucad", text);
    assertCorrupt("description " + text, Map.of());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "null", "{}", "[null]", "[\"a\"]", "[[]]", "7"})
  void imageNamesMustBeThere(String text) {
    content.metadata().put("images", text);
    assertCorrupt("images " + text, Map.of());
  }

  @ParameterizedTest
  @ValueSource(strings = {"3", "999999999"})
  void aLaterFormatIsTooNewEvenIfItLooksOtherwise(String version) throws IOException {
    content
        .metadata()
        .put("ucad", "{\"format\":\"ucad-task-memory\",\"formatVersion\":" + version + "}");
    Path file = write(content, Map.of());

    var refused = catchThrowableOfType(MemoryException.class, () -> MemoryFile.read(file));

    assertThat(refused.reason()).isEqualTo(Reason.TOO_NEW);
    assertThat(refused)
        .hasMessageContaining("found " + version)
        .hasMessageContaining("newer release");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "-1", "1.5", "4294967297", "\"1\"", "null", "{}"})
  void aVersionThatIsNoneIsCorrupt(String version) {
    content.metadata().put("ucad", changed("formatVersion=" + version));
    assertCorrupt("version " + version, Map.of());
  }

  @Test
  void tensorsMustHaveTheirShapes() {
    for (Map.Entry<String, TensorView> entry : content.tensors().entrySet()) {
      TensorView tensor = entry.getValue();
      String name = entry.getKey();
      assertCorrupt(name + " flat", Map.of(name, add(tensor, 1, tensor.size(), 1)));
      if (!name.startsWith("calibration")) {
        assertCorrupt(name + " of one dimension", Map.of(name, add(tensor, tensor.size())));
      }
      assertCorrupt(name + " empty", Map.of(name, add(tensor, 0, 1L << 40)));
      assertCorrupt(name + " as another type", Map.of(name, retyped(tensor)));
    }
  }

  @Test
  void valuesThatAreNoNumbersAreRefused() {
    for (float hostile :
        new float[] {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY}) {
      for (Map.Entry<String, TensorView> entry : content.tensors().entrySet()) {
        TensorView tensor = entry.getValue();
        if (tensor.dtype() == DType.F32) {
          float[] values = tensor.toFloats();
          values[values.length - 1] = hostile;
          assertCorrupt(
              entry.getKey() + " with " + hostile,
              Map.of(entry.getKey(), w -> w.floats(entry.getKey(), values, tensor.shape())));
        }
      }
    }
  }

  @Test
  void sourcesMustLieInTheImages() {
    for (String bank : List.of("key.source", "knowledge.source")) {
      TensorView tensor = Objects.requireNonNull(content.tensors().get(bank));
      for (int[] hostile : new int[][] {{2, 0}, {-1, 0}, {0, -1}, {Integer.MAX_VALUE, 0}}) {
        int[] values = tensor.toInts();
        values[2] = hostile[0];
        values[3] = hostile[1];
        assertCorrupt(
            bank + " " + hostile[0] + ", " + hostile[1],
            Map.of(bank, w -> w.ints(bank, values, tensor.shape())));
      }
    }
  }

  @Test
  void anEmptyBankIsRefused() {
    assertCorrupt(
        "no knowledge",
        Map.of(
            "knowledge", w -> w.floats("knowledge", new float[0], 0, 5),
            "knowledge.source", w -> w.ints("knowledge.source", new int[0], 0, 2)));
    assertThatThrownBy(() -> new Bank(new float[0], 5, new int[0], new int[0]))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("found 0 of width 5");
    assertThatThrownBy(() -> new Bank(new float[0], 0, new int[3], new int[3]))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Bank(new float[9], 5, new int[2], new int[2]))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aThousandRandomDamagesAreTypedErrorsOrHarmless() throws IOException {
    byte[] sound = Files.readAllBytes(write(content, Map.of()));
    var random = new SplittableRandom(1);
    int refused = 0;
    for (int trial = 0; trial < 1000; trial++) {
      byte[] damaged = sound.clone();
      for (int change = random.nextInt(3); change >= 0; change--) {
        damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
      }
      Path file = Files.write(folder.resolve("damaged"), damaged);
      try {
        MemoryFile.read(file);
      } catch (MemoryException e) {
        refused++;
      }
    }
    assertThat(refused).isBetween(200, 1000);
  }

  /** Reading gives CORRUPT and nothing else. */
  private void assertCorrupt(String what, Map<String, Consumer<SafetensorsWriter>> replaced) {
    Path file = write(content, replaced);
    Throwable thrown = org.assertj.core.api.Assertions.catchThrowable(() -> MemoryFile.read(file));

    assertThat(thrown).as(what).isInstanceOf(MemoryException.class);
    assertThat(((MemoryException) thrown).reason()).as(what).isEqualTo(Reason.CORRUPT);
    assertThat(thrown)
        .as(what)
        .hasMessageContaining("found")
        .hasMessageNotContaining("found: null");
  }

  private Path write(Content what, Map<String, Consumer<SafetensorsWriter>> replaced) {
    var writer = new SafetensorsWriter();
    what.metadata().forEach(writer::metadata);
    what.tensors()
        .forEach(
            (name, tensor) ->
                replaced.getOrDefault(name, add(tensor, tensor.shape())).accept(writer));
    return save(
        out -> {
          try {
            writer.writeTo(out);
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  private Path save(Consumer<OutputStream> content) {
    Path file = folder.resolve("memory.safetensors");
    try (OutputStream out = Files.newOutputStream(file)) {
      content.accept(out);
      return file;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Consumer<SafetensorsWriter> add(TensorView tensor, long... shape) {
    boolean empty = shape.length > 0 && shape[0] == 0;
    return tensor.dtype() == DType.I32
        ? w -> w.ints(tensor.name(), empty ? new int[0] : tensor.toInts(), shape)
        : w -> w.floats(tensor.name(), empty ? new float[0] : tensor.toFloats(), shape);
  }

  private static Consumer<SafetensorsWriter> retyped(TensorView tensor) {
    return tensor.dtype() == DType.I32
        ? w -> w.floats(tensor.name(), new float[tensor.size()], tensor.shape())
        : w -> w.ints(tensor.name(), new int[tensor.size()], tensor.shape());
  }

  private JsonObject json() {
    return JsonParser.parseString(
            Content.of(MemoryFixture.with(MemoryFixture.additive())).metadata().get("ucad"))
        .getAsJsonObject();
  }

  /** The description with one field changed: path=value. */
  private String changed(String change) {
    JsonObject json = json();
    JsonObject at = json;
    String[] parts = change.split("=", 2);
    String[] steps = parts[0].split("\\.");
    for (int i = 0; i < steps.length - 1; i++) {
      at = at.getAsJsonObject(steps[i]);
    }
    JsonElement value =
        parts[1].equals("NaN") ? new JsonPrimitive(Double.NaN) : JsonParser.parseString(parts[1]);
    at.add(steps[steps.length - 1], value);
    return json.toString();
  }
}
