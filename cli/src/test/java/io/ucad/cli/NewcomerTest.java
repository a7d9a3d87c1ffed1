package io.ucad.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.ucad.detector.backbone.BuiltinBackbone;
import io.ucad.detector.testing.Child;
import io.ucad.detector.testing.RandomVit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Somebody with an empty cache, without a network, who names no backbone. In processes of their
 * own, because the cache is found by the environment.
 */
class NewcomerTest {
  private static final String PRESET =
      """
      {"name": "small", "description": "As fast, but smaller.",
       "features": {"size": 96, "fit": "STRETCH", "blocks": [3, 7], "normalised": true, "pooledWidth": 0},
       "bank": {"keys": 16, "knowledge": 64, "projected": 32, "halfPrecision": false},
       "scoring": {"reweightNeighbours": 0, "sigma": 4, "falseAlarmRate": 0.01, "reviewRate": 0.05},
       "prompts": {"objective": "NONE", "kind": "ADDITIVE", "epochs": 0, "learningRate": 0,
                   "batch": 0, "images": 0, "guarded": false}}
      """;

  @TempDir static Path folder;
  private static Path factory = Path.of("");
  private static Path preset = Path.of("");

  private record Answer(int code, String out, String err) {}

  @BeforeAll
  static void sample() throws Exception {
    factory = folder.resolve("factory");
    preset = Files.writeString(folder.resolve("small.json"), PRESET);
    Answer sampled =
        run(
            "sample",
            "--out",
            factory,
            "--size",
            96,
            "--train",
            10,
            "--good",
            3,
            "--defective",
            4,
            "--products",
            "flange,fabric");
    assertThat(sampled.code()).as(sampled.err()).isZero();
  }

  @Test
  void streamWorksAndNamesTheBuiltinBackbone() throws Exception {
    Path report = folder.resolve("report");
    Answer stream =
        run("stream", "--offline", "--data", factory, "--preset", preset, "--out", report);

    assertThat(stream.code()).as(stream.err()).isZero();
    assertThat(stream.err()).contains("the built-in " + BuiltinBackbone.NAME + " is used");
    JsonObject backbone =
        JsonParser.parseString(Files.readString(report.resolve("report.json")))
            .getAsJsonObject()
            .getAsJsonArray("runs")
            .get(0)
            .getAsJsonObject()
            .getAsJsonObject("backbone");
    assertThat(backbone.get("name").getAsString()).isEqualTo(BuiltinBackbone.NAME);
    assertThat(backbone.get("sha256").getAsString()).isEqualTo(BuiltinBackbone.SHA256);
    assertThat(report.resolve("report.html")).content().contains(BuiltinBackbone.NAME);
  }

  @Test
  void learnAndPredictWorkAndNameTheBuiltinBackbone() throws Exception {
    Path store = folder.resolve("store");
    Answer learned =
        run(
            "learn",
            "--offline",
            "--store",
            store,
            "--task",
            "flange",
            "--data",
            factory.resolve("flange"),
            "--preset",
            preset,
            "--json");
    assertThat(learned.code()).as(learned.err()).isZero();

    // Not even a word about downloads: the version knows what it was learned with.
    Answer predicted =
        run("predict", "--store", store, "--json", factory.resolve("flange/test/good/000.png"));
    assertThat(predicted.code()).as(predicted.err()).isZero();
    assertThat(predicted.out()).contains("\"backbone\":\"" + BuiltinBackbone.NAME + "\"");
    assertThat(predicted.err()).doesNotContain("vit-b16");

    Path other = RandomVit.deit(16, 64, 8, 1, 96).write(folder.resolve("other.safetensors"));
    Answer mixed =
        run(
            "learn",
            "--store",
            store,
            "--task",
            "fabric",
            "--data",
            factory.resolve("fabric"),
            "--preset",
            preset,
            "--backbone",
            other);
    assertThat(mixed.code()).isEqualTo(1);
    assertThat(mixed.err()).contains("were learned with backbone '" + BuiltinBackbone.NAME);
  }

  private static Answer run(Object... words) throws IOException, InterruptedException {
    List<String> command =
        Child.command(
            System.getProperty("java.class.path"),
            List.of("-Xmx1g"),
            "io.ucad.cli.Main",
            Stream.of(words).map(Object::toString).toArray(String[]::new));
    Path out = Files.createTempFile(folder, "out", ".txt");
    Path err = Files.createTempFile(folder, "err", ".txt");
    var builder = new ProcessBuilder(command);
    builder.environment().put("XDG_CACHE_HOME", folder.resolve("cache").toString());
    builder.redirectOutput(out.toFile()).redirectError(err.toFile());
    Process process = builder.start();
    assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();
    return new Answer(process.exitValue(), Files.readString(out), Files.readString(err));
  }
}
