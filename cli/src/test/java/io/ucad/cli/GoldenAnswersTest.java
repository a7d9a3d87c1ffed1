package io.ucad.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.ucad.detector.testing.RandomVit;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Reliability case 10: a store and an archive of each released format still give the scores that
 * they gave on the day they were written. {@code main} writes those of a new format.
 */
class GoldenAnswersTest {
  private static final String RESOURCES = "/golden/answers-v1/";
  private static final List<String> IMAGES = List.of("flange.png", "fabric.png");
  private static final double TOLERANCE = 1e-4;

  @TempDir Path folder;

  private static Path golden() throws URISyntaxException {
    var answers = GoldenAnswersTest.class.getResource(RESOURCES + "answers.json");
    return Path.of(Objects.requireNonNull(answers).toURI()).resolveSibling("");
  }

  private static Path backbone(Path folder) {
    return RandomVit.deit(16, 32, 3, 2, 64).write(folder.resolve("tiny.safetensors"));
  }

  private void requireEqualAnswers(Path store, String version) throws Exception {
    JsonObject known =
        JsonParser.parseString(Files.readString(golden().resolve("answers.json")))
            .getAsJsonObject();
    for (String image : IMAGES) {
      JsonObject expected = known.getAsJsonObject(image);
      Cli.Result result =
          Cli.run(
              "predict",
              "--store",
              store,
              "--version",
              version,
              "--backbone",
              backbone(folder),
              "--json",
              golden().resolve(image));
      assertThat(result.code()).as(result.err()).isZero();
      JsonObject answer = result.json();
      assertThat(answer.get("score").getAsDouble())
          .isCloseTo(expected.get("score").getAsDouble(), within(TOLERANCE));
      assertThat(answer.get("verdict")).isEqualTo(expected.get("verdict"));
      assertThat(answer.getAsJsonObject("task").get("name"))
          .isEqualTo(expected.getAsJsonObject("task").get("name"));
    }
  }

  @Test
  void aStoreOfFormatOneGivesTheScoresThatItGave() throws Exception {
    Path store = folder.resolve("store");
    try (Stream<Path> files = Files.walk(golden().resolve("store"))) {
      for (Path file : files.toList()) {
        Files.copy(file, store.resolve(golden().resolve("store").relativize(file).toString()));
      }
    }
    requireEqualAnswers(store, "v2");
  }

  @Test
  void anArchiveOfFormatOneGivesTheScoresThatItGave() throws Exception {
    Path plant = folder.resolve("plant");
    Path archive = golden().resolve("model.zip");
    assertThat(Cli.run("import", "--store", plant, archive).code()).isZero();
    requireEqualAnswers(plant, "latest");
  }

  /** Writes into a new folder what this test reads: {@code <folder>}. */
  public static void main(String[] args) throws IOException {
    Path out = Files.createDirectories(Path.of(args[0]));
    Path scratch = Files.createTempDirectory("golden");
    Path preset = Files.writeString(scratch.resolve("tiny.json"), CliTest.PRESET);
    Path factory = scratch.resolve("factory");
    Cli.run(
        "sample",
        "--out",
        factory,
        "--size",
        72,
        "--train",
        10,
        "--good",
        1,
        "--defective",
        1,
        "--products",
        "flange,fabric");
    Path store = out.resolve("store");
    JsonObject answers = new JsonObject();
    for (String task : List.of("flange", "fabric")) {
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
          backbone(scratch));
      Files.copy(factory.resolve(task + "/test/good/000.png"), out.resolve(task + ".png"));
    }
    Cli.run("export", "--store", store, "--version", "v2", "--out", out.resolve("model.zip"));
    for (String image : IMAGES) {
      JsonObject answer =
          Cli.run(
                  "predict",
                  "--store",
                  store,
                  "--backbone",
                  backbone(scratch),
                  "--json",
                  out.resolve(image))
              .json();
      answer.remove("requestId");
      answer.remove("timingsMs");
      answers.add(image, answer);
    }
    Files.writeString(out.resolve("answers.json"), answers + "\n");
  }
}
