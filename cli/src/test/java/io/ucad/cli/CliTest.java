package io.ucad.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.ucad.cli.report.SelfContained;
import io.ucad.deployment.ScriptedServing;
import io.ucad.deployment.SmokeFolder;
import io.ucad.detector.image.ImageGuard;
import io.ucad.detector.image.ImageLimits;
import io.ucad.detector.image.Png;
import io.ucad.detector.testing.RandomVit;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program from end to end, on a tiny factory and a tiny network of random weights. */
class CliTest {
  static final String PRESET =
      """
      {"name": "tiny", "description": "For tests.",
       "features": {"size": 64, "fit": "STRETCH", "blocks": [0, 1], "normalised": true, "pooledWidth": 0},
       "bank": {"keys": 16, "knowledge": 32, "projected": 16, "halfPrecision": false},
       "scoring": {"reweightNeighbours": 0, "sigma": 2, "falseAlarmRate": 0.01, "reviewRate": 0.05},
       "prompts": {"objective": "NONE", "kind": "ADDITIVE", "epochs": 0, "learningRate": 0,
                   "batch": 0, "images": 0, "guarded": false}}
      """;

  @TempDir static Path folder;
  private static Path factory = Path.of("");
  private static Path backbone = Path.of("");
  private static Path preset = Path.of("");
  private static Path store = Path.of("");

  @BeforeAll
  static void sampleAndLearnTwice() throws IOException {
    factory = folder.resolve("factory");
    store = folder.resolve("store");
    backbone = RandomVit.deit(16, 32, 3, 2, 64).write(folder.resolve("tiny.safetensors"));
    preset = Files.writeString(folder.resolve("tiny.json"), PRESET);
    Cli.Result sampled =
        Cli.run(
            "sample",
            "--out",
            factory,
            "--size",
            72,
            "--train",
            10,
            "--good",
            3,
            "--defective",
            4,
            "--products",
            "flange,fabric",
            "--json");
    assertThat(sampled.code()).as(sampled.err()).isZero();
    assertThat(sampled.json().getAsJsonArray("products")).hasToString("[\"flange\",\"fabric\"]");
    assertThat(learn("flange").json().get("version").getAsString()).isEqualTo("v1");
    assertThat(learn("fabric").json().get("version").getAsString()).isEqualTo("v2");
  }

  private static Cli.Result learn(String task) {
    Cli.Result learned =
        Cli.run(
            "learn",
            "--store",
            store,
            "--task",
            task,
            "--data",
            factory.resolve(task),
            "--preset",
            preset,
            "--backbone",
            backbone,
            "--json");
    assertThat(learned.code()).as(learned.err()).isZero();
    return learned;
  }

  @Test
  void learningTheSameAgainDoesNothing() {
    JsonObject again = learn("fabric").json();
    assertThat(again.get("alreadyLearned").getAsBoolean()).isTrue();
    assertThat(again.get("version").getAsString()).isEqualTo("v2");
  }

  @Test
  void aFactoryIsNotWrittenOverAnother() {
    Cli.Result again = Cli.run("sample", "--out", factory, "--json");
    assertThat(again.code()).isEqualTo(1);
    assertThat(again.json().get("code").getAsString()).isEqualTo("TARGET_NOT_EMPTY");
  }

  @Test
  void versionsShowWhereEachCameFrom() {
    Cli.Result result = Cli.run("versions", "--store", store, "--json");
    JsonArray versions = JsonParser.parseString(result.out()).getAsJsonArray();
    JsonObject first = versions.get(0).getAsJsonObject();
    JsonObject second = versions.get(1).getAsJsonObject();
    assertThat(first.get("parent").isJsonNull()).isTrue();
    assertThat(second.get("parent").getAsString()).isEqualTo("v1");
    assertThat(second.get("tasks")).hasToString("[\"flange\",\"fabric\"]");
    assertThat(Cli.run("versions", "--store", store).out()).contains("flange,fabric");
  }

  @Test
  void aSoundStoreIsVerifiedAndACorruptOneRefused() throws IOException {
    Cli.Result sound = Cli.run("verify", "--store", store, "--json");
    assertThat(sound.code()).isZero();
    assertThat(sound.json().get("ok").getAsBoolean()).isTrue();

    Path broken = folder.resolve("broken-store");
    copy(store, broken);
    Path memory = largest(broken);
    byte[] bytes = Files.readAllBytes(memory);
    bytes[bytes.length / 2] ^= 1;
    Files.write(memory, bytes);
    Cli.Result corrupt = Cli.run("verify", "--store", broken, "--json");
    assertThat(corrupt.code()).isEqualTo(1);
    assertThat(corrupt.json().get("ok").getAsBoolean()).isFalse();
    assertThat(corrupt.json().get("problems").toString()).contains("is corrupt");
    assertThat(Cli.run("verify", "--store", broken).out()).contains("CORRUPT");
  }

  @Test
  void aVersionIsPackagedForServersOnceForEachPlace() {
    Path target = folder.resolve("models/ucad-v2");
    Object[] words = {
      "package",
      "--store",
      store,
      "--version",
      "latest",
      "--backbone",
      backbone,
      "--out",
      target,
      "--json"
    };
    Cli.Result result = Cli.run(words);

    assertThat(result.code()).as(result.err()).isZero();
    assertThat(result.json().get("version").getAsString()).isEqualTo("v2");
    assertThat(target.resolve("serving.properties")).content().contains("ucad.version=v2");
    assertThat(target.resolve("store/versions/v2/fabric.safetensors"))
        .hasSameBinaryContentAs(store.resolve("versions/v2/fabric.safetensors"));
    assertThat(target.resolve("backbone.safetensors")).hasSameBinaryContentAs(backbone);
    Cli.Result again = Cli.run(words);
    assertThat(again.code()).isEqualTo(1);
    assertThat(again.json().get("code").getAsString()).isEqualTo("PACKAGE_REFUSED");
  }

  @Test
  void aPackageMayReferToItsBackbone() {
    Path target = folder.resolve("models/ucad.zip");
    Cli.Result result =
        Cli.run(
            "package",
            "--store",
            store,
            "--backbone",
            backbone,
            "--reference-backbone",
            "--out",
            target);

    assertThat(result.code()).as(result.err()).isZero();
    assertThat(result.out()).contains("ucad.zip holds v2");
    assertThat(target).isRegularFile();
  }

  @Test
  void predictAnswersByTheContract() throws IOException {
    Path image = factory.resolve("flange/test/good/000.png");
    Path heat = folder.resolve("heat.png");
    Cli.Result result =
        predict(
            "--json", "--map-data", "float", "--explain", "--map", heat, "--task", "flange", image);
    assertThat(result.code()).as(result.err()).isZero();
    JsonObject answer = result.json();
    assertThat(answer.keySet())
        .containsExactly(
            "requestId",
            "version",
            "backbone",
            "task",
            "score",
            "threshold",
            "reviewThreshold",
            "pValue",
            "verdict",
            "regions",
            "anomalyMap",
            "explanation",
            "timingsMs");
    assertThat(answer.get("requestId").getAsString()).isEqualTo(image.toString());
    assertThat(answer.get("version").getAsString()).isEqualTo("v2");
    assertThat(answer.get("backbone").getAsString()).isEqualTo("tiny");
    assertThat(answer.getAsJsonObject("task")).hasToString("{\"name\":\"flange\",\"known\":true}");
    assertThat(answer.getAsJsonObject("anomalyMap").get("width").getAsInt()).isEqualTo(64);
    assertThat(answer.getAsJsonArray("explanation")).hasSize(5);
    var drawn = new ImageGuard(ImageLimits.defaults()).decode(Files.readAllBytes(heat));
    assertThat(drawn.width()).isEqualTo(72);
  }

  @Test
  void predictRoutesToTheRightProduct() {
    for (String task : List.of("flange", "fabric")) {
      JsonObject answer = predict("--json", factory.resolve(task + "/test/good/000.png")).json();
      JsonObject routed = answer.getAsJsonObject("task");
      assertThat(routed.get("name").getAsString()).isEqualTo(task);
      assertThat(routed.has("distance")).isTrue();
      assertThat(routed.has("margin")).isTrue();
    }
  }

  @Test
  void aBrokenImageDoesNotStopTheOthers() throws IOException {
    Path broken = Files.writeString(folder.resolve("broken.png"), "no image");
    Path fine = factory.resolve("flange/test/good/001.png");
    Path absent = folder.resolve("absent.png");
    Cli.Result json = predict("--json", broken, absent, fine);
    assertThat(json.code()).isEqualTo(1);
    assertThat(json.lines()).hasSize(3);
    assertThat(json.lines().get(0)).startsWith("{\"code\":\"UNSUPPORTED_FORMAT\"");
    assertThat(json.lines().get(1)).startsWith("{\"code\":\"FILE_UNREADABLE\"");
    assertThat(json.lines().get(2)).startsWith("{\"requestId\":");

    Cli.Result text = predict(broken, fine);
    assertThat(text.lines().get(0)).startsWith(broken + ": UNSUPPORTED_FORMAT: ");
    assertThat(text.lines().get(1)).startsWith(fine + ": ");
  }

  @Test
  void ngIsNoFailureUnlessAskedFor() throws IOException {
    Path white = folder.resolve("white.png");
    byte[] grey = new byte[64 * 64];
    for (int i = 0; i < grey.length; i++) {
      grey[i] = (byte) (i % 64 < 32 ? 255 : 0);
    }
    Files.write(white, Png.encodeGrey(64, 64, grey));
    assertThat(predict("--task", "flange", white).out()).contains(": NG: 'flange'");
    assertThat(predict("--task", "flange", white).code()).isZero();
    assertThat(predict("--task", "flange", "--fail-on-ng", white).code()).isEqualTo(3);
  }

  @Test
  void anotherBackboneIsRefused() {
    Path other =
        RandomVit.deit(16, 32, 3, 2, 64).withSeed(2).write(folder.resolve("other.safetensors"));
    Path image = factory.resolve("flange/test/good/000.png");
    Cli.Result result = Cli.run("predict", "--store", store, "--backbone", other, "--json", image);
    assertThat(result.code()).isEqualTo(1);
    assertThat(result.json().get("code").getAsString()).isEqualTo("WRONG_BACKBONE");

    Cli.Result none = Cli.run("predict", "--store", store, "--offline", "--json", image);
    assertThat(none.code()).isEqualTo(1);
    assertThat(none.json().get("message").getAsString()).contains("learned with backbone 'tiny'");
  }

  @Test
  void evaluateMeasuresAndReports() throws IOException {
    Path out = folder.resolve("evaluation");
    Cli.Result result =
        Cli.run(
            "evaluate",
            "--store",
            store,
            "--version",
            "v2",
            "--data",
            factory,
            "--backbone",
            backbone,
            "--out",
            out,
            "--json");
    assertThat(result.code()).as(result.err()).isZero();
    JsonArray tasks = result.json().getAsJsonArray("tasks");
    assertThat(tasks).hasSize(2);
    assertThat(tasks.get(0).getAsJsonObject().get("imageAuroc").getAsDouble()).isBetween(0.0, 1.0);
    assertThat(tasks.get(0).getAsJsonObject().get("aupro").getAsDouble()).isBetween(0.0, 1.0);
    assertThat(JsonParser.parseString(Files.readString(out.resolve("evaluation.json"))))
        .isEqualTo(result.json());
    String page = Files.readString(out.resolve("evaluation.html"));
    assertThat(SelfContained.problems(page)).isEmpty();
    assertThat(page).contains("Evaluation of v2", "data:image/jpeg;base64,");

    Cli.Result unknown =
        Cli.run(
            "evaluate",
            "--store",
            store,
            "--data",
            factory,
            "--backbone",
            backbone,
            "--tasks",
            "bolt",
            "--json");
    assertThat(unknown.json().get("message").getAsString())
        .contains("expected learned products [flange, fabric], found 'bolt'");
  }

  @Test
  void streamReportsTheWholeLife() throws IOException {
    Path out = folder.resolve("report");
    Cli.Result result =
        Cli.run(
            "stream",
            "--data",
            factory,
            "--tasks",
            "flange,fabric",
            "--preset",
            preset,
            "--seeds",
            2,
            "--backbone",
            backbone,
            "--out",
            out);
    assertThat(result.code()).as(result.err()).isZero();
    assertThat(result.out()).contains("flange", "fabric", "ACC", "routing");

    JsonObject report =
        JsonParser.parseString(Files.readString(out.resolve("report.json"))).getAsJsonObject();
    assertThat(report.keySet()).containsExactly("runs", "summary");
    for (JsonElement element : report.getAsJsonArray("runs")) {
      JsonObject run = element.getAsJsonObject();
      assertThat(run.keySet())
          .contains(
              "seed",
              "tasks",
              "imageAuroc",
              "pixelAp",
              "aupro",
              "acc",
              "fm",
              "bwt",
              "routingAccuracy",
              "seconds",
              "backbone",
              "settings");
      JsonArray triangle = run.getAsJsonArray("imageAuroc");
      assertThat(triangle.get(0).getAsJsonArray()).hasSize(1);
      assertThat(triangle.get(1).getAsJsonArray()).hasSize(2);
      if (run.get("routingAccuracy").getAsDouble() == 1) {
        assertThat(run.get("fm").getAsDouble()).as("nothing is forgotten").isZero();
      }
    }
    String page = Files.readString(out.resolve("report.html"));
    assertThat(SelfContained.problems(page)).isEmpty();
    assertThat(page)
        .contains("Continual inspection report", "<svg", "data:image/jpeg;base64,")
        .contains("ucad stream --data");
    assertThat(page.replaceAll("base64,[^\"]*", ""))
        .doesNotContain("NaN")
        .doesNotContain("Infinity");
  }

  @Test
  void aVersionCanBeRolledBackToAndATaskForgotten() throws IOException {
    Path copy = folder.resolve("copied-store");
    copy(store, copy);
    JsonObject back = Cli.run("rollback", "--store", copy, "--to", "v1", "--json").json();
    assertThat(back).hasToString("{\"latest\":\"v1\",\"before\":\"v2\"}");
    assertThat(Cli.run("rollback", "--store", copy, "--to", "v9", "--json").code()).isEqualTo(1);
    assertThat(Cli.run("rollback", "--store", copy, "--to", "v2").code()).isZero();

    Cli.Result forgotten = Cli.run("forget", "--store", copy, "--task", "flange", "--json");
    assertThat(forgotten.code()).as(forgotten.err()).isZero();
    JsonObject proof = forgotten.json().getAsJsonArray("unchanged").get(0).getAsJsonObject();
    assertThat(proof.get("task").getAsString()).isEqualTo("fabric");
    assertThat(proof.get("published")).isEqualTo(proof.get("reread"));
    assertThat(Cli.run("forget", "--store", copy, "--task", "flange", "--json").json())
        .extracting(json -> json.get("code").getAsString())
        .isEqualTo("STORE_NOT_FOUND");
    Cli.Result text = Cli.run("forget", "--store", copy, "--task", "nothing");
    assertThat(text.code()).isEqualTo(1);
  }

  @Test
  void aTaskIsTunedWithoutLearningItAgain() throws IOException {
    Path copy = folder.resolve("tuned-store");
    copy(store, copy);
    Object[] words = {
      "tune", "--store", copy, "--task", "flange", "--false-alarm-rate", 0.2, "--review-rate", 0.4
    };
    Cli.Result text = Cli.run(words);
    assertThat(text.code()).as(text.err()).isZero();
    assertThat(text.out())
        .startsWith("v3 judges 'flange' by other rates")
        .contains("(false-alarm rate 0.01)")
        .contains("(false-alarm rate 0.2)")
        .containsPattern("unchanged: 'fabric', published ([0-9a-f]{64}), reread \\1");
    assertThat(Cli.run(words).out()).startsWith("v3 judges 'flange' so already");
    Cli.Result refused =
        Cli.run(
            "tune",
            "--store",
            copy,
            "--task",
            "flange",
            "--false-alarm-rate",
            0.4,
            "--review-rate",
            0.2,
            "--json");
    assertThat(refused.json().get("code").getAsString()).isEqualTo("TUNING_REFUSED");
    Cli.Result strict =
        Cli.run(
            "tune",
            "--store",
            copy,
            "--task",
            "fabric",
            "--false-alarm-rate",
            0.001,
            "--review-rate",
            0.3,
            "--json");
    JsonObject json = strict.json();
    assertThat(json.get("version").getAsString()).isEqualTo("v4");
    assertThat(json.get("attainableRate").getAsDouble()).isGreaterThan(0.001);
    assertThat(json.getAsJsonArray("unchanged")).hasSize(1);
    assertThat(Cli.run("rollback", "--store", copy, "--to", "v2").code()).isZero();
  }

  @Test
  void twoVersionsAreComparedOnAFolder() throws IOException {
    Path images = Files.createDirectories(folder.resolve("recent/deep"));
    Files.copy(factory.resolve("flange/test/good/000.png"), images.resolve("flange.png"));
    Files.copy(factory.resolve("fabric/test/good/000.png"), images.resolve("fabric, \"x\".png"));
    Path csv = folder.resolve("flips.csv");
    Object[] words = {
      "shadow",
      "--store",
      store,
      "--backbone",
      backbone,
      "--a",
      "v1",
      "--b",
      "latest",
      "--images",
      images.getParent(),
      "--csv",
      csv,
      "--json"
    };
    Cli.Result result = Cli.run(words);
    assertThat(result.code()).as(result.err()).isZero();
    JsonObject report = result.json();
    assertThat(report.get("a").getAsString()).isEqualTo("v1");
    assertThat(report.get("b").getAsString()).isEqualTo("v2");
    assertThat(report.get("compared").getAsInt()).isEqualTo(2);
    // The first version knows no fabric.
    JsonObject flip = report.getAsJsonArray("flips").get(0).getAsJsonObject();
    assertThat(flip.get("image").getAsString()).isEqualTo("deep/fabric, \"x\".png");
    assertThat(flip.getAsJsonObject("b").get("task").getAsString()).isEqualTo("fabric");
    assertThat(flip.getAsJsonObject("a").get("verdict"))
        .isNotEqualTo(flip.getAsJsonObject("b").get("verdict"));
    assertThat(report.getAsJsonArray("flips")).hasSize(1);
    assertThat(Files.readString(csv).lines())
        .hasSize(3)
        .anyMatch(line -> line.startsWith("\"deep/fabric, \"\"x\"\".png\",true,"))
        .anyMatch(line -> line.startsWith("\"deep/flange.png\",false,"));

    Files.writeString(images.resolve("broken.png"), "no image");
    Cli.Result text = Cli.run(Stream.of(words).filter(w -> !w.equals("--json")).toArray());
    assertThat(text.code()).isEqualTo(1);
    assertThat(text.out())
        .contains("deep/broken.png: UNSUPPORTED_FORMAT")
        .contains("1 of 2 verdict(s) flip from v1 to v2");
  }

  @Test
  void aDeploymentIsTestedByTheImagesThatTheMemoriesKeep() throws IOException {
    Path made = Files.createDirectories(folder.resolve("made"));
    Files.writeString(made.resolve("serving.properties"), "engine=PyTorch");
    try (ScriptedServing server = new ScriptedServing()) {
      Cli.Result wrong =
          Cli.run(
              "deploy",
              "--to",
              server.address(),
              "--store",
              store,
              "--version",
              "v2",
              "--package",
              made,
              "--json");
      assertThat(wrong.json().get("code").getAsString()).isEqualTo("DEPLOYMENT_WRONG_ANSWER");
      assertThat(wrong.json().get("message").getAsString())
          .contains("smoke test with flange: ", "expected score");
      assertThat(server.serving()).isEmpty();
    }
  }

  @Test
  void imagesAreKeptWithTheirAnswersForASmokeTest() throws IOException {
    Path out = folder.resolve("smoke");
    Object[] words = {
      "smoke",
      "--store",
      store,
      "--backbone",
      backbone,
      "--version",
      "v2",
      "--images",
      factory.resolve("flange/test/good"),
      "--out",
      out,
      "--json"
    };
    assertThat(Cli.run(words).json().get("images").getAsInt()).isEqualTo(3);
    assertThat(SmokeFolder.read(out).size()).isEqualTo(3);
    JsonObject first =
        JsonParser.parseString(Files.readString(out.resolve("smoke.json")))
            .getAsJsonObject()
            .getAsJsonArray("images")
            .get(0)
            .getAsJsonObject();
    JsonObject answer = predict("--json", out.resolve("000.png")).json();
    assertThat(first.get("score").getAsFloat()).isEqualTo(answer.get("score").getAsFloat());
    assertThat(first.get("verdict")).isEqualTo(answer.get("verdict"));
    assertThat(Cli.run(words).code()).as("a second time").isEqualTo(1);
  }

  private static Cli.Result predict(Object... words) {
    Object[] all =
        Stream.concat(
                Stream.of("predict", "--store", store, "--version", "v2", "--backbone", backbone),
                Stream.of(words))
            .toArray();
    return Cli.run(all);
  }

  private static Path largest(Path root) throws IOException {
    try (Stream<Path> files = Files.walk(root)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> Map.entry(file, file.toFile().length()))
          .max(Map.Entry.comparingByValue())
          .orElseThrow()
          .getKey();
    }
  }

  private static void copy(Path from, Path to) throws IOException {
    try (Stream<Path> files = Files.walk(from)) {
      for (Path file : files.toList()) {
        Files.copy(file, to.resolve(from.relativize(file).toString()));
      }
    }
  }
}
