package io.ucad.admin.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ucad.admin.AdminNode;
import io.ucad.admin.files.ImageFiles;
import io.ucad.admin.problem.UserProblem;
import io.ucad.admin.settings.AdminSettings;
import io.ucad.admin.testing.As;
import io.ucad.admin.testing.Database;
import io.ucad.admin.testing.Factory;
import io.ucad.admin.testing.Nodes;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ImageIntakeTest {
  private static final String GOOD = "train/good/000.png";

  private final String task = "t-" + UUID.randomUUID();
  private AdminNode node;
  private ImageService images;

  @BeforeEach
  void register() {
    use(Database.H2);
  }

  private void use(Database database) {
    node = Nodes.on(database);
    images = node.get(ImageService.class);
    As.admin(
        () -> {
          node.get(TaskService.class).register(task, "Task", "");
        });
  }

  private IntakeReport zip(byte[] archive) {
    return As.admin(() -> images.addZip(task, new ByteArrayInputStream(archive), done -> {}));
  }

  private List<ImageRow> rows() {
    return As.admin(() -> images.list(task, null, "", 0, 500));
  }

  private static byte[] archive(Map<String, byte[]> entries) {
    var bytes = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(bytes)) {
      for (var entry : entries.entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        zip.write(entry.getValue());
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return bytes.toByteArray();
  }

  @ParameterizedTest
  @EnumSource
  void aZipInMvtecLayoutIsTakenWithItsMasksAndBytesAreUnderTheirHash(Database database)
      throws IOException {
    if (database != Database.H2) {
      use(database);
    }
    IntakeReport report = zip(Factory.zip("tile"));
    assertThat(report.images()).isEqualTo(20);
    assertThat(report.masks()).isEqualTo(4);
    assertThat(report.refused()).isZero();
    List<ImageRow> rows = rows();
    assertThat(rows).hasSize(20);
    assertThat(rows).filteredOn(r -> !r.label().equals("good")).hasSize(4);
    assertThat(rows).allMatch(r -> r.maskSha256().isPresent() == !r.label().equals(ImageRow.GOOD));
    ImageRow first = rows.stream().filter(r -> r.name().equals(GOOD)).findFirst().orElseThrow();
    assertThat(node.get(ImageFiles.class).read(first.sha256()))
        .isEqualTo(Factory.image("tile", GOOD));
    assertThat(As.admin(() -> images.thumbnail(first.sha256()))).startsWith(0xFF, 0xD8);
  }

  @Test
  void sendingAnArchiveAgainAddsNothing() {
    zip(Factory.zip("tile"));
    IntakeReport again = zip(Factory.zip("tile"));
    assertThat(again.images()).isZero();
    assertThat(again.counts()).containsEntry(IntakeFault.DUPLICATE, 20);
    assertThat(rows()).hasSize(20);
  }

  @Test
  void anUploadThatBreaksOffKeepsWhatItHadAndGoesOnWhenSentAgain() {
    byte[] whole = Factory.zip("tile");
    byte[] half = Arrays.copyOf(whole, whole.length / 2);
    assertThatThrownBy(() -> zip(half)).isInstanceOfAny(UserProblem.class, RuntimeException.class);
    int kept = rows().size();
    assertThat(kept).isBetween(1, 19);
    assertThat(zip(whole).images()).isEqualTo(20 - kept);
  }

  @Test
  void brokenTinyAndMisplacedFilesAreNotedAndLeftOut() {
    byte[] image = Factory.image("tile", GOOD);
    byte[] broken = Arrays.copyOf(image, image.length / 2);
    IntakeReport report =
        zip(
            archive(
                Map.of(
                    "train/good/a.png",
                    image,
                    "train/good/b.png",
                    broken,
                    "train/good/c.png",
                    "<svg/>".getBytes(StandardCharsets.UTF_8),
                    "train/bad/d.png",
                    image,
                    "readme.txt",
                    "hello".getBytes(StandardCharsets.UTF_8),
                    "__MACOSX/train/good/._a.png",
                    new byte[] {1})));
    assertThat(report.images()).isEqualTo(1);
    assertThat(report.counts()).isEqualTo(Map.of(IntakeFault.BROKEN, 2, IntakeFault.MISPLACED, 2));
    assertThat(report.remarks()).hasSize(4).allMatch(r -> !r.detail().isBlank());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../train/good/a.png",
        "train/../../etc/a.png",
        "/etc/passwd",
        "C:\\windows\\a.png",
        "train\\good\\a.png",
        "train/good/a\u0000.png",
        "train/good/a\n.png"
      })
  void hostileNamesEndTheImportAndNothingIsWrittenOutside(String name) throws IOException {
    Path workspace = node.get(AdminSettings.class).workspace();
    List<Path> before = files(workspace);
    assertThatThrownBy(() -> zip(archive(Map.of(name, Factory.image("tile", GOOD)))))
        .isInstanceOf(UserProblem.class)
        .extracting("key")
        .isEqualTo("problem.zip.hostile");
    assertThat(rows()).isEmpty();
    assertThat(files(workspace)).isEqualTo(before);
  }

  private static List<Path> files(Path folder) throws IOException {
    assertThat(folder.resolveSibling("train")).doesNotExist();
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(f -> !f.getFileName().toString().contains("db")).sorted().toList();
    }
  }

  @Test
  void namesThatComeTwiceAndFilesThatAreNoZipAreRefused() {
    byte[] image = Factory.image("tile", GOOD);
    byte[] twice = archive(Map.of("train/good/a.png", image, "train/good/b.png", image));
    for (int i = 0; i + 16 < twice.length; i++) {
      if (new String(twice, i, 16, StandardCharsets.ISO_8859_1).equals("train/good/b.png")) {
        twice[i + 11] = 'a';
      }
    }
    assertThatThrownBy(() -> zip(twice)).extracting("key").isEqualTo("problem.zip.twice");
    assertThatThrownBy(() -> zip("no zip".getBytes(StandardCharsets.UTF_8)))
        .extracting("key")
        .isEqualTo("problem.zip.none");
  }

  @Test
  void bombsStopAtTheLimits() {
    ImageDesk desk = node.get(ImageDesk.class);
    byte[] zeros = new byte[3 << 20];
    var packed = new ZipIntake(desk, ArchiveLimits.DEFAULT);
    assertThatThrownBy(
            () -> packed.read(1, in(archive(Map.of("train/good/a.png", zeros))), n -> {}))
        .extracting("key")
        .isEqualTo("problem.zip.hostile");
    var small = new ZipIntake(desk, new ArchiveLimits(100, 1 << 20, 1 << 20));
    assertThatThrownBy(() -> small.read(1, in(archive(Map.of("train/good/a.png", zeros))), n -> {}))
        .extracting("key")
        .isEqualTo("problem.zip.bytes");
    var few = new ZipIntake(desk, new ArchiveLimits(3, 1 << 30, 200));
    Map<String, byte[]> many = new java.util.HashMap<>();
    IntStream.range(0, 5).forEach(i -> many.put("junk/." + i, new byte[0]));
    assertThatThrownBy(() -> few.read(1, in(archive(many)), n -> {}))
        .extracting("key")
        .isEqualTo("problem.zip.entries");
  }

  private static InputStream in(byte[] bytes) {
    return new ByteArrayInputStream(bytes);
  }

  @Test
  void singleImagesAreAddedRelabelledAndDeleted() {
    As.admin(
        () -> {
          byte[] image = Factory.image("tile", GOOD);
          byte[] other = Factory.image("tile", "train/good/001.png");
          assertThat(images.add(task, "C:\\photos\\a.png", image, Split.TRAIN, "good").images())
              .isEqualTo(1);
          assertThat(images.add(task, "a.png", other, Split.TRAIN, "good").images()).isEqualTo(1);
          assertThat(images.list(task, null, "", 0, 10))
              .extracting(ImageRow::name)
              .containsExactly("train/good/a-2.png", "train/good/a.png");
          long id = images.list(task, null, "", 0, 10).get(0).id();
          assertThatThrownBy(() -> images.relabel(task, List.of(id), Split.TRAIN, "crack"))
              .extracting("key")
              .isEqualTo("problem.image.train");
          assertThat(images.relabel(task, List.of(id), Split.TEST, "crack")).isEqualTo(1);
          assertThat(images.labels(task)).containsExactly("crack", "good");
          assertThat(images.count(task, Split.TEST, "crack")).isEqualTo(1);
          assertThat(images.delete(task, List.of(id))).isEqualTo(1);
          assertThat(images.count(task, null, "")).isEqualTo(1);
        });
  }

  @ParameterizedTest
  @EnumSource
  void theCheckTellsOfMixedSizesAndOfImagesThatAnotherTaskHas(Database database) {
    if (database != Database.H2) {
      use(database);
    }
    String other = "o-" + UUID.randomUUID();
    As.admin(
        () -> {
          node.get(TaskService.class).register(other, "Other", "");
          byte[] image = Factory.image("tile", GOOD);
          images.add(task, "a.png", image, Split.TRAIN, "good");
          images.add(other, "a.png", image, Split.TRAIN, "good");
          ImageCheck check = images.check(task);
          assertThat(check.sizes()).isEqualTo(Map.of("64 x 64", 1L));
          assertThat(check.shared()).containsEntry(other, 1L);
          assertThat(check.mixed()).isFalse();
        });
  }

  @Test
  void aThumbnailIsOnlyMadeOfWhatSomeTaskHolds() {
    As.admin(
        () -> {
          assertThatThrownBy(() -> images.thumbnail("../../../etc/passwd"))
              .extracting("key")
              .isEqualTo("problem.image.none");
          assertThatThrownBy(() -> images.thumbnail("0".repeat(64)))
              .extracting("key")
              .isEqualTo("problem.image.none");
        });
  }
}
