package io.ucad.pretrain.compare;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
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

    int code =
        new CommandLine(new CompareCommand())
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

    assertThat(code).isZero();
    JsonArray rows =
        JsonParser.parseString(Files.readString(out)).getAsJsonObject().getAsJsonArray("backbones");
    assertThat(rows).hasSize(3);
    JsonObject random = rows.get(0).getAsJsonObject();
    JsonObject first = rows.get(1).getAsJsonObject();
    JsonObject second = rows.get(2).getAsJsonObject();
    assertThat(random.get("backbone").getAsString()).isEqualTo("random weights");
    assertThat(random.getAsJsonArray("sha256")).hasSize(2);
    assertThat(first.get("backbone").getAsString()).isEqualTo("one");
    assertThat(first.getAsJsonArray("runs")).hasSize(2);
    // The same weights reach the same, and other weights reach something else.
    assertThat(second.get("runs")).isEqualTo(first.get("runs"));
    assertThat(random.get("runs")).isNotEqualTo(first.get("runs"));
    JsonObject run = first.getAsJsonArray("runs").get(0).getAsJsonObject();
    double flange = run.getAsJsonObject("flange").get("imageAuroc").getAsDouble();
    double fabric = run.getAsJsonObject("fabric").get("imageAuroc").getAsDouble();
    assertThat(flange).isBetween(0.0, 1.0);
    JsonObject other = first.getAsJsonArray("runs").get(1).getAsJsonObject();
    double mean =
        (flange
                + fabric
                + other.getAsJsonObject("flange").get("imageAuroc").getAsDouble()
                + other.getAsJsonObject("fabric").get("imageAuroc").getAsDouble())
            / 4;
    assertThat(first.getAsJsonObject("meanImageAuroc").get("mean").getAsDouble())
        .isCloseTo(mean, org.assertj.core.data.Offset.offset(1e-12));
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
