package io.ucad.serving.pack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.ucad.detector.backbone.BackboneException;
import io.ucad.detector.testing.RandomVit;
import io.ucad.serving.testing.TinyModel;
import io.ucad.store.ModelStore;
import io.ucad.store.StoreException;
import io.ucad.store.VersionId;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelPackageTest {
  private static final List<String> FILES =
      List.of(
          "backbone.safetensors",
          "libs/ucad-serving-plugin.jar",
          "package.json",
          "serving.properties",
          "store/store.json",
          "store/versions/v1/bolt.safetensors",
          "store/versions/v1/gear.safetensors",
          "store/versions/v1/manifest.json",
          "store/versions/v1/panel.safetensors",
          "workflow/workflow.json");

  @TempDir private Path folder;
  private TinyModel tiny;
  private Path target;

  @BeforeEach
  void learn() {
    tiny = TinyModel.in(folder);
    target = folder.resolve("out/ucad");
  }

  @Test
  void aDirectoryHoldsAllThatAServerNeedsAndItsManifestTellsEveryByte() throws Exception {
    List<Long> heard = new ArrayList<>();
    PackageReport report =
        ModelPackage.write(
            ModelStore.open(tiny.store()),
            new VersionId(1),
            PackagedBackbone.copied(tiny.backbone()),
            target,
            (done, total) -> heard.add(total - done));

    assertThat(files(target)).isEqualTo(FILES);
    JsonObject manifest = json("package.json");
    assertThat(manifest.get("format").getAsString()).isEqualTo("ucad-package");
    assertThat(manifest.get("formatVersion").getAsInt()).isEqualTo(1);
    assertThat(manifest.get("version").getAsString()).isEqualTo("v1");
    JsonArray listed = manifest.getAsJsonArray("files");
    assertThat(listed).hasSize(FILES.size() - 1);
    for (JsonElement entry : listed) {
      JsonObject file = entry.getAsJsonObject();
      Path path = target.resolve(file.get("path").getAsString());
      assertThat(file.get("bytes").getAsLong()).isEqualTo(Files.size(path));
      assertThat(file.get("sha256").getAsString()).isEqualTo(sha256(path));
    }
    assertThat(manifest.getAsJsonObject("backbone").get("sha256").getAsString())
        .isEqualTo(sha256(tiny.backbone()))
        .isEqualTo(report.backboneSha256());
    assertThat(report.version()).isEqualTo("v1");
    assertThat(heard).isNotEmpty().isSortedAccordingTo((a, b) -> Long.compare(b, a));
    assertThat(heard.get(heard.size() - 1)).isZero();
  }

  @Test
  void aServerFindsItsSettings() throws Exception {
    write(target);
    Properties properties = properties();

    assertThat(properties)
        .containsEntry("engine", "PyTorch")
        .containsEntry("option.hasParameter", "false")
        .containsEntry("blockFactory", "ai.djl.nn.IdentityBlockFactory")
        .containsEntry("translator", "io.ucad.serving.UcadTranslator")
        .containsEntry("ucad.store", "store")
        .containsEntry("ucad.version", "v1")
        .containsEntry("ucad.backbone", "backbone.safetensors");
    JsonObject workflow = json("workflow/workflow.json");
    assertThat(workflow.getAsJsonObject("workflow")).hasToString("{\"out\":[\"ucad\",\"in\"]}");
    assertThat(workflow.getAsJsonObject("models").get("ucad").getAsString())
        .isEqualTo("{model_dir}/../");
  }

  @Test
  void aBackboneMayStayWhereItIs() throws Exception {
    Path elsewhere = Files.createDirectories(folder.resolve("Gewichte für \\ alle"));
    Path backbone = Files.move(tiny.backbone(), elsewhere.resolve("vit.safetensors"));
    ModelPackage.write(
        ModelStore.open(tiny.store()),
        new VersionId(1),
        PackagedBackbone.referenced(backbone),
        target,
        PackageProgress.SILENT);

    assertThat(properties()).containsEntry("ucad.backbone", backbone.toString());
    assertThat(Files.readString(target.resolve("serving.properties"))).isASCII();
    assertThat(files(target)).doesNotContain("backbone.safetensors").hasSize(FILES.size() - 1);
    assertThat(json("package.json").getAsJsonObject("backbone").get("referenced").getAsBoolean())
        .isTrue();
  }

  @Test
  void theSameVersionGivesTheSameBytes() throws Exception {
    Path later = folder.resolve("out/later");
    write(target);
    write(folder.resolve("out/one.zip"));
    try (Stream<Path> all = Files.walk(tiny.store())) {
      for (Path path : all.toList()) {
        Files.setLastModifiedTime(path, FileTime.from(Instant.parse("2020-02-02T02:02:02Z")));
      }
    }
    write(later);
    write(folder.resolve("out/two.zip"));

    for (String file : FILES) {
      assertThat(target.resolve(file)).hasSameBinaryContentAs(later.resolve(file));
    }
    assertThat(folder.resolve("out/one.zip")).hasSameBinaryContentAs(folder.resolve("out/two.zip"));
  }

  @Test
  void aZipHoldsTheSameFilesStoredInOrder() throws Exception {
    Path zip = folder.resolve("out/ucad.zip");
    write(target);
    write(zip);

    try (var file = new ZipFile(zip.toFile())) {
      assertThat(file.stream().map(ZipEntry::getName).toList()).isEqualTo(FILES);
      for (String name : FILES) {
        ZipEntry entry = file.getEntry(name);
        assertThat(entry.getMethod()).isEqualTo(ZipEntry.STORED);
        try (InputStream in = file.getInputStream(entry)) {
          assertThat(in.readAllBytes()).isEqualTo(Files.readAllBytes(target.resolve(name)));
        }
      }
    }
  }

  @Test
  void nothingIsOverwritten() throws Exception {
    for (Path taken :
        List.of(
            Files.createDirectories(target),
            Files.writeString(folder.resolve("out/taken.zip"), "mine"))) {
      assertThatThrownBy(() -> write(taken))
          .isInstanceOf(PackageException.class)
          .hasMessageContaining("expected nothing at");
    }
    assertThat(folder.resolve("out/taken.zip")).hasContent("mine");
  }

  @Test
  void whatFailsLeavesNothingBehind() throws Exception {
    Path other = RandomVit.deit(8, 16, 5, 2, 64).withSeed(2).write(folder.resolve("other"));
    assertThatThrownBy(
            () ->
                ModelPackage.write(
                    ModelStore.open(tiny.store()),
                    new VersionId(1),
                    PackagedBackbone.copied(other),
                    target,
                    PackageProgress.SILENT))
        .isInstanceOf(BackboneException.class)
        .hasMessageContaining("expected the backbone with SHA-256");
    assertThatThrownBy(
            () ->
                ModelPackage.write(
                    ModelStore.open(tiny.store()),
                    new VersionId(1),
                    PackagedBackbone.copied(tiny.backbone()),
                    target,
                    (done, total) -> {
                      throw new IllegalStateException("cancelled");
                    }))
        .hasMessage("cancelled");
    Path memory = tiny.version().directory().resolve("panel.safetensors");
    byte[] bytes = Files.readAllBytes(memory);
    bytes[bytes.length - 1] ^= 4;
    Files.write(memory, bytes);
    assertThatThrownBy(() -> write(target)).isInstanceOf(StoreException.Corrupt.class);

    assertThat(target.getParent()).isEmptyDirectory();
    assertThat(tiny.store().resolve("pins")).isEmptyDirectory();
  }

  private void write(Path where) {
    ModelPackage.write(
        ModelStore.open(tiny.store()),
        new VersionId(1),
        PackagedBackbone.copied(tiny.backbone()),
        where,
        PackageProgress.SILENT);
  }

  private Properties properties() throws IOException {
    var properties = new Properties();
    try (InputStream in = Files.newInputStream(target.resolve("serving.properties"))) {
      properties.load(in);
    }
    return properties;
  }

  private JsonObject json(String file) throws IOException {
    return JsonParser.parseString(Files.readString(target.resolve(file))).getAsJsonObject();
  }

  private static List<String> files(Path root) throws IOException {
    try (Stream<Path> all = Files.walk(root)) {
      return all.filter(Files::isRegularFile)
          .map(file -> root.relativize(file).toString())
          .sorted()
          .toList();
    }
  }

  private static String sha256(Path file) throws Exception {
    return HexFormat.of()
        .formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
  }
}
