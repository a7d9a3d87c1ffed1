package io.ucad.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import dev.hardwood.InputFile;
import dev.hardwood.reader.ParquetFileReader;
import dev.hardwood.reader.RowReader;
import io.ucad.detector.testing.Child;
import io.ucad.detector.testing.RandomVit;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code ucad predict --batch}, on a tiny product and a tiny network of random weights. */
class BatchTest {
  private static final int IMAGES = 20;

  @TempDir static Path folder;
  private static Path store = Path.of("");
  private static Path backbone = Path.of("");
  private static Path photos = Path.of("");
  private static List<String> names = List.of();

  @BeforeAll
  static void learnAndCollect() throws IOException {
    Path factory = folder.resolve("factory");
    store = folder.resolve("store");
    backbone = RandomVit.deit(16, 32, 3, 2, 64).write(folder.resolve("tiny.safetensors"));
    Path preset = Files.writeString(folder.resolve("tiny.json"), CliTest.PRESET);
    ok("sample --size 72 --train 10 --good 10 --defective 10 --products flange --out", factory);
    ok(
        "learn --task flange --preset",
        preset,
        "--store",
        store,
        "--backbone",
        backbone,
        "--data",
        factory.resolve("flange"));
    photos = Files.createDirectories(folder.resolve("photos"));
    try (Stream<Path> files = Files.walk(factory.resolve("flange/test"))) {
      List<Path> sorted =
          files.filter(f -> f.toString().endsWith(".png")).sorted().limit(IMAGES - 1).toList();
      for (int i = 0; i < sorted.size(); i++) {
        Path day = Files.createDirectories(photos.resolve("day" + i % 2));
        Files.copy(sorted.get(i), day.resolve("%03d.png".formatted(i)));
      }
    }
    Files.writeString(photos.resolve("=cmd(\"a\",1).png"), "this is no image");
    Files.writeString(photos.resolve("notes.txt"), "nor is this");
    try (Stream<Path> files = Files.walk(photos)) {
      names =
          files
              .map(f -> photos.relativize(f).toString())
              .filter(f -> f.endsWith(".png"))
              .sorted()
              .toList();
    }
    assertThat(names).hasSize(IMAGES);
  }

  @Test
  void everyImageOfAFolderGetsTheAnswerThatItGetsAlone() throws IOException {
    Path out = folder.resolve("all.jsonl");
    Cli.Result result = predict(photos, out, "--json");

    assertThat(result.code()).as("one is no image").isEqualTo(1);
    assertThat(result.json().get("images").getAsInt()).isEqualTo(IMAGES);
    assertThat(result.json().get("errors")).hasToString("{\"UNSUPPORTED_FORMAT\":1}");
    List<JsonObject> answers = objects(out);
    assertThat(answers.stream().map(a -> a.get("requestId").getAsString()).toList())
        .isEqualTo(names);
    for (int i = 1; i < IMAGES; i += 6) {
      JsonObject alone =
          Cli.run(
                  "predict",
                  "--json",
                  "--store",
                  store,
                  "--backbone",
                  backbone,
                  photos.resolve(names.get(i)))
              .json();
      assertThat(answers.get(i).get("score").getAsDouble())
          .isCloseTo(alone.get("score").getAsDouble(), within(1e-5));
      assertThat(answers.get(i).get("verdict")).isEqualTo(alone.get("verdict"));
      assertThat(answers.get(i).getAsJsonObject("task").get("name"))
          .isEqualTo(alone.getAsJsonObject("task").get("name"));
    }
    assertThat(left(out)).isEmpty();
  }

  @Test
  void aTableForSpreadsheetsHoldsNoFormula() throws IOException {
    Path out = folder.resolve("all.csv");
    predict(photos, out);

    List<String> lines = Files.readAllLines(out);
    assertThat(lines).hasSize(IMAGES + 1);
    assertThat(lines.get(0)).startsWith("image,verdict,task,known,score,threshold,");
    assertThat(lines.get(1))
        .startsWith("\"'=cmd(\"\"a\"\",1).png\",,,,")
        .contains("UNSUPPORTED_FORMAT");
    assertThat(lines.get(2)).startsWith(names.get(1) + ",").contains(",flange,true,0.");
  }

  @Test
  void parquetIsWrittenWithoutHadoopAndReadByOthers() throws Exception {
    Path out = folder.resolve("all.parquet");
    Path lines = folder.resolve("for-parquet.jsonl");
    String classes =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(entry -> !entry.contains("hadoop-client"))
            .collect(Collectors.joining(File.pathSeparator));
    assertThat(classes).isNotEqualTo(System.getProperty("java.class.path"));
    List<String> words =
        List.of("predict", "--json", "--store", store + "", "--backbone", backbone + "");
    List<String> command = new ArrayList<>(words);
    command.addAll(
        List.of("--batch", photos.resolve("day*/*.png").toString(), "--out", out.toString()));
    assertThat(Child.run(classes, List.of(), Main.class, command.toArray(String[]::new)))
        .hasSize(1);
    Cli.run(
        Stream.concat(
                words.stream(), Stream.of("--batch", photos.resolve("day*/*.png"), "--out", lines))
            .toArray());

    List<JsonObject> answers = objects(lines);
    int row = 0;
    try (ParquetFileReader file = ParquetFileReader.open(InputFile.of(out));
        RowReader rows = file.rowReader()) {
      while (rows.hasNext()) {
        rows.next();
        JsonObject answer = answers.get(row++);
        assertThat(rows.getString("image")).isEqualTo(answer.get("requestId").getAsString());
        assertThat(rows.getDouble("score")).isEqualTo(answer.get("score").getAsDouble());
        assertThat(rows.getBoolean("known")).isTrue();
        assertThat(rows.getInt("regions")).isEqualTo(answer.getAsJsonArray("regions").size());
        assertThat(rows.isNull("code")).isTrue();
      }
    }
    assertThat(row).isEqualTo(IMAGES - 1);
  }

  @Test
  void aZipIsReadInPlace() throws IOException {
    Path zip = folder.resolve("photos.zip");
    try (OutputStream file = Files.newOutputStream(zip);
        ZipOutputStream out = new ZipOutputStream(file)) {
      for (String name : List.of(names.get(1), names.get(2))) {
        out.putNextEntry(new ZipEntry("../../" + name));
        out.write(Files.readAllBytes(photos.resolve(name)));
      }
      out.putNextEntry(new ZipEntry("bomb.png"));
      byte[] zeros = new byte[1 << 20];
      for (int i = 0; i < 65; i++) {
        out.write(zeros);
      }
    }
    Path out = folder.resolve("zip.jsonl");
    Cli.Result result = predict(zip, out, "--json");

    assertThat(result.json().get("errors")).hasToString("{\"FILE_UNREADABLE\":1}");
    assertThat(objects(out).stream().map(a -> a.get("requestId").getAsString()).toList())
        .containsExactly("../../" + names.get(1), "../../" + names.get(2), "bomb.png");
    assertThat(folder.resolve("..").resolve(names.get(1))).doesNotExist();
  }

  /** What a killed run leaves: whole lines, and one that was cut off. */
  @Test
  void anInterruptedRunGoesOnWhereItWas() throws IOException {
    Path whole = folder.resolve("whole.jsonl");
    predict(photos, whole);
    List<String> expected = objects(whole).stream().map(BatchTest::withoutTimes).toList();
    for (int answered : new int[] {0, 7, IMAGES}) {
      Path out = folder.resolve("resumed" + answered + ".jsonl");
      String lines =
          Files.readAllLines(whole).stream().limit(answered).collect(Collectors.joining("\n"));
      String cut = answered < IMAGES ? "{\"requestId\":\"day" : "";
      Files.writeString(partial(out), run() + "\n" + (answered > 0 ? lines + "\n" : "") + cut);

      Cli.Result result = predict(photos, out, "--json");

      assertThat(result.json().get("resumed").getAsInt()).isEqualTo(answered);
      assertThat(objects(out).stream().map(BatchTest::withoutTimes).toList()).isEqualTo(expected);
      assertThat(left(out)).isEmpty();
    }
  }

  @Test
  void aRunOfSomethingElseIsNotContinued() throws IOException {
    Path out = folder.resolve("other.jsonl");
    Files.writeString(partial(out), run().replace("\"v1\"", "\"v2\"") + "\n");
    assertThat(predict(photos, out).err())
        .contains("is of another run")
        .contains("Delete the file");

    Files.writeString(partial(out), run() + "\n{\"requestId\":\"gone.png\",\"code\":\"X\"}\n");
    assertThat(predict(photos, out).err()).contains("gone.png").contains("as number 1");

    Files.writeString(partial(out), run() + "\n{\"requestId\":\n");
    assertThat(predict(photos, out).err()).contains("damaged at answer 1");
    assertThat(out).doesNotExist();
  }

  @Test
  void wrongWordsSayWhatIsRight() throws IOException {
    Path there = Files.writeString(folder.resolve("there.csv"), "precious");
    assertThat(predict(photos, there).err()).contains("expected no file at");
    assertThat(there).hasContent("precious");
    assertThat(predict(photos, folder.resolve("r.xlsx")).err())
        .contains("[.csv, .jsonl, .parquet]");
    assertThat(predict(folder.resolve("nowhere"), folder.resolve("r.csv")).err())
        .contains("found nothing at");
    assertThat(predict(backbone, folder.resolve("r.csv")).err()).contains("no ZIP archive");
    assertThat(predict(folder.resolve("store"), folder.resolve("r.csv")).err())
        .contains("expected PNG or JPEG files");
    assertThat(Cli.run("predict", "--store", store, "--batch", photos).err())
        .contains("expected --batch with --out");
    assertThat(Cli.run("predict", "--store", store).err()).contains("expected images, or --batch");
  }

  private static String run() throws IOException {
    Path out = folder.resolve("header.jsonl");
    Files.writeString(partial(out), "{}\n");
    String message = predict(photos, out).err();
    Files.delete(partial(out));
    int at = message.indexOf("expected {") + "expected ".length();
    return message.substring(at, message.indexOf(", found {}"));
  }

  private static Path partial(Path out) {
    return out.resolveSibling("." + out.getFileName() + ".partial");
  }

  /** Files of the run beside its results. */
  private static List<Path> left(Path out) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .filter(f -> f.getFileName().toString().startsWith("." + out.getFileName()))
          .toList();
    }
  }

  private static String withoutTimes(JsonObject answer) {
    JsonObject copy = answer.deepCopy();
    copy.remove("timingsMs");
    // Batches of other sizes round otherwise in the last digits.
    for (String number : List.of("score", "pValue")) {
      if (copy.has(number)) {
        copy.addProperty(number, Math.round(copy.get(number).getAsDouble() * 1e4));
      }
    }
    copy.remove("regions");
    if (copy.has("task")) {
      copy.getAsJsonObject("task").remove("distance");
    }
    return copy.toString();
  }

  private static List<JsonObject> objects(Path file) throws IOException {
    return Files.readAllLines(file, StandardCharsets.UTF_8).stream()
        .map(line -> JsonParser.parseString(line).getAsJsonObject())
        .toList();
  }

  private static Cli.Result predict(Path images, Path out, Object... more) {
    return Cli.run(
        Stream.concat(
                Stream.of(
                    "predict",
                    "--store",
                    store,
                    "--backbone",
                    backbone,
                    "--batch",
                    images,
                    "--out",
                    out),
                Stream.of(more))
            .toArray());
  }

  private static void ok(String words, Object... more) {
    Cli.Result result =
        Cli.run(Stream.concat(Stream.of((Object[]) words.split(" ")), Stream.of(more)).toArray());
    assertThat(result.code()).as(result.err()).isZero();
  }
}
