package io.ucad.pretrain.compare;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.ucad.detector.safetensors.SafetensorsFile;
import io.ucad.detector.testing.RandomVit;
import io.ucad.trainer.sample.SampleFactory;
import io.ucad.trainer.sample.SampleProgress;
import io.ucad.trainer.sample.SampleSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class CompareCommandTest {
  private static final String PRESET =
      """
      {"name": "tiny", "description": "For tests.",
       "features": {"size": 64, "fit": "STRETCH", "blocks": [0, 1], "normalised": true, "pooledWidth": 0},
       "bank": {"keys": 16, "knowledge": 32, "projected": 16, "halfPrecision": false},
       "scoring": {"reweightNeighbours": 0, "sigma": 2, "falseAlarmRate": 0.01, "reviewRate": 0.05},
       "prompts": {"objective": "NONE", "kind": "ADDITIVE", "epochs": 0, "learningRate": 0,
                   "batch": 0, "images": 0, "guarded": false}}
      """;

  @TempDir Path folder;

  @Test
  void oneTableHoldsRandomWeightsAndEveryBackbone() throws IOException {
    Path factory = folder.resolve("factory");
    new SampleFactory(new SampleSpec(1, 72, 8, 3, 4, List.of("flange", "fabric")))
        .write(factory, SampleProgress.SILENT);
    Path preset = Files.writeString(folder.resolve("tiny.json"), PRESET);
    Path one = vit().write(folder.resolve("one.safetensors"));
    Path twin = vit().write(folder.resolve("twin.safetensors"));
    Path out = folder.resolve("table.json");

    assertThat(compare(factory, preset, out, one, twin)).isZero();
    JsonArray rows =
        JsonParser.parseString(Files.readString(out)).getAsJsonObject().getAsJsonArray("backbones");
    assertThat(rows).hasSize(3);
    JsonArray random = runs(rows, 0, "random weights");
    JsonArray first = runs(rows, 1, "one");
    // The same weights reach the same, and other weights reach something else.
    assertThat(runs(rows, 2, "twin")).isEqualTo(first);
    assertThat(random.get(0)).isNotEqualTo(first.get(0));
    assertThat(random.get(0).getAsJsonObject().get("sha256"))
        .isNotEqualTo(random.get(1).getAsJsonObject().get("sha256"));
    for (JsonElement product : first.get(0).getAsJsonObject().getAsJsonArray("products")) {
      assertThat(product.getAsJsonObject().get("imageAuroc").getAsDouble()).isBetween(0.0, 1.0);
      assertThat(product.getAsJsonObject().get("pixelAp").getAsDouble()).isBetween(0.001, 1.0);
    }

    // What is known is not measured again: a file that says otherwise is believed.
    String changed =
        Files.readString(out).replaceFirst("\"imageAuroc\": [0-9.]+", "\"imageAuroc\": 0.123");
    Files.writeString(out, changed);
    assertThat(compare(factory, preset, out, one, twin)).isZero();
    assertThat(Files.readString(out)).isEqualTo(changed);

    // Other images are another comparison.
    Files.delete(factory.resolve("flange/test/good/000.png"));
    assertThat(compare(factory, preset, out, one, twin)).isNotZero();
    assertThat(Files.readString(out)).isEqualTo(changed);
  }

  private static int compare(Path factory, Path preset, Path out, Path one, Path twin) {
    return new CommandLine(new CompareCommand())
        .execute(
            "--data",
            factory.toString(),
            "--preset",
            preset.toString(),
            "--seeds",
            "2",
            "--backbones",
            one + "," + twin,
            "--out",
            out.toString());
  }

  private static JsonArray runs(JsonArray rows, int row, String name) {
    JsonObject json = rows.get(row).getAsJsonObject();
    assertThat(json.get("name").getAsString()).isEqualTo(name);
    assertThat(json.getAsJsonArray("runs")).hasSize(2);
    return json.getAsJsonArray("runs");
  }

  @Test
  void randomWeightsHaveTheShapeAndNothingElseOfTheFile() throws IOException {
    Path like = vit().write(folder.resolve("one.safetensors"));
    Path random = folder.resolve("random.safetensors");
    RandomVitFile.write(like, 3, random);
    Path same = folder.resolve("same.safetensors");
    RandomVitFile.write(like, 3, same);

    assertThat(same).hasSameBinaryContentAs(random);
    try (SafetensorsFile a = SafetensorsFile.open(like);
        SafetensorsFile b = SafetensorsFile.open(random)) {
      assertThat(b.names()).containsExactlyInAnyOrderElementsOf(a.names());
      for (String name : a.names()) {
        assertThat(b.shape(name)).isEqualTo(a.shape(name));
      }
      assertThat(b.tensor("blocks.0.norm1.weight").toFloats()).containsOnly(1);
      assertThat(b.tensor("blocks.0.mlp.fc1.bias").toFloats()).containsOnly(0);
      assertThat(b.tensor("blocks.0.mlp.fc1.weight").toFloats())
          .isNotEqualTo(a.tensor("blocks.0.mlp.fc1.weight").toFloats());
    }
  }

  private static RandomVit vit() {
    return RandomVit.deit(16, 32, 3, 2, 64);
  }
}
