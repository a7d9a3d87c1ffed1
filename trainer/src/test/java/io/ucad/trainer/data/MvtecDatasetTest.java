package io.ucad.trainer.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MvtecDatasetTest {
  @TempDir Path root;

  @BeforeEach
  void layOutOneTask() throws IOException {
    Folders.files(
        root,
        "tile/train/good/001.jpg",
        "tile/train/good/000.jpg",
        "tile/test/good/000.jpg",
        "tile/test/crack/001.jpg",
        "tile/test/crack/000.png",
        "tile/test/break/000.jpg",
        "tile/ground_truth/crack/000_mask.png",
        "tile/ground_truth/crack/001_mask.png",
        "tile/ground_truth/break/000_mask.png");
  }

  @Test
  void readsTheLayout() {
    MvtecDataset data = MvtecDataset.at(root);

    assertThat(data.tasks()).containsExactly("tile");
    assertThat(data.training("tile").images())
        .extracting(TrainingImage::name)
        .containsExactly("train/good/000.jpg", "train/good/001.jpg");
    assertThat(data.test("tile").images())
        .containsExactly(
            defective("break", "000.jpg", "000_mask.png"),
            defective("crack", "000.png", "000_mask.png"),
            defective("crack", "001.jpg", "001_mask.png"),
            new TestImage(
                root.resolve("tile/test/good/000.jpg"),
                "test/good/000.jpg",
                false,
                "good",
                Optional.empty()));
    assertThat(data.test("tile").hasMasks()).isTrue();
  }

  @Test
  void tasksAreTheValidFoldersWithTrainingImages() throws IOException {
    Folders.files(
        root, "pcb/train/good/0.png", "Upper/train/good/0.png", "notes/read.me", "stray.png");

    assertThat(MvtecDataset.at(root).tasks()).containsExactly("pcb", "tile");
  }

  @Test
  void aMissingMaskIsNamed() throws IOException {
    Path mask = root.resolve("tile/ground_truth/crack/001_mask.png");
    Files.delete(mask);

    assertRefused(() -> MvtecDataset.at(root).test("tile"), "the mask " + mask, "nothing there");
  }

  @Test
  void withoutAnyGroundTruthThereAreNoMasks() throws IOException {
    Folders.files(root, "pcb/train/good/0.png", "pcb/test/good/0.png", "pcb/test/scratch/0.png");
    TestSet test = MvtecDataset.at(root).test("pcb");

    assertThat(test.images()).extracting(TestImage::mask).containsOnly(Optional.empty());
    assertThat(test.images()).extracting(TestImage::defective).containsExactly(false, true);
    assertThat(test.hasMasks()).isFalse();
  }

  @Test
  void aMaskThatCouldBelongToTwoImagesIsRefused() throws IOException {
    Folders.files(root, "tile/test/crack/001.png");

    assertRefused(() -> MvtecDataset.at(root).test("tile"), "one image named 001", "extension");
  }

  @Test
  void missingFoldersSayWhatIsThereAndWhatTheLayoutIs() throws IOException {
    Folders.files(root, "pcb/test/good/notes.txt", "cap/train/good/notes.txt");
    MvtecDataset data = MvtecDataset.at(root);

    assertRefused(() -> MvtecDataset.at(root.resolve("absent")), "nothing there", "<root>/<task>");
    assertRefused(() -> data.training("bottle"), "tasks [cap, tile]", "<root>/<task>");
    assertRefused(() -> data.training("pcb"), "train/good", "folders [test]");
    assertRefused(() -> data.test("cap"), "test", "folders [train]");
    assertRefused(() -> data.training("cap"), "none in", "train/good");
    assertRefused(() -> data.test("pcb"), "folders [good] without images", "test/<kind>");
  }

  @Test
  void hostileTaskNamesAreRefusedWithoutTouchingTheDisk() {
    MvtecDataset data = MvtecDataset.at(root);
    for (String name :
        List.of("", "..", "../tile", "/etc", "Tile", "-a", "_a", "a b", "tile\n", "a\0", "é")) {
      assertRefused(() -> data.training(name), "is not allowed: expected", "Rename");
      assertRefused(() -> data.test(name), "is not allowed: expected", "Rename");
    }
    assertRefused(() -> data.test("a".repeat(64)), "is not allowed: expected", "Rename");
    assertRefused(() -> data.test("a".repeat(63)), "a".repeat(63), "Choose one");
    assertRefused(() -> data.test("x\u001b[31m" + "y".repeat(999)), "x\\u001b[31m", "...\"");
  }

  @Test
  void linksOutOfTheDataSetAreRefused(@TempDir Path elsewhere) throws IOException {
    Folders.files(elsewhere, "train/good/0.png", "mask.png");
    Files.createSymbolicLink(root.resolve("linked"), elsewhere);
    assertRefused(() -> MvtecDataset.at(root).training("linked"), "a link to", "copy");

    Path mask = root.resolve("tile/ground_truth/crack/001_mask.png");
    Files.delete(mask);
    Files.createSymbolicLink(mask, elsewhere.resolve("mask.png"));
    assertRefused(() -> MvtecDataset.at(root).test("tile"), "a link to", "copy");
  }

  @Test
  void theFingerprintCoversImagesAndMasks() throws IOException {
    String before = MvtecDataset.at(root).test("tile").fingerprint();
    assertThat(before).matches("[0-9a-f]{64}");
    assertThat(MvtecDataset.at(root).test("tile").fingerprint()).isEqualTo(before);

    Files.writeString(root.resolve("tile/ground_truth/crack/001_mask.png"), "other");
    assertThat(MvtecDataset.at(root).test("tile").fingerprint()).isNotEqualTo(before);
  }

  @Test
  void contradictoryGroundTruthCannotBeMade() {
    Path file = root.resolve("a.png");
    for (TestImageCase bad :
        List.of(
            new TestImageCase(true, "good", Optional.empty()),
            new TestImageCase(false, "crack", Optional.empty()),
            new TestImageCase(false, "good", Optional.of(file)))) {
      assertThatThrownBy(
              () -> new TestImage(file, "a.png", bad.defective(), bad.kind(), bad.mask()))
          .isInstanceOf(IllegalArgumentException.class);
    }
  }

  @Test
  void readsTheSharedImages() {
    Path shared = Path.of(System.getProperty("ucad.shared", "../shared")).resolve("data");
    assumeTrue(Files.isDirectory(shared), () -> "SKIPPED: shared images " + shared + " missing");
    MvtecDataset data = MvtecDataset.at(shared);

    assertThat(data.tasks()).contains("bottle", "commutator", "magnetic_tile", "pcb");
    assertThat(data.training("bottle").images()).hasSize(209);
    TestSet tiles = data.test("magnetic_tile");
    assertThat(tiles.images()).filteredOn(TestImage::defective).hasSize(120);
    assertThat(tiles.images()).hasSize(200);
    for (String task : data.tasks()) {
      assertThat(data.test(task).hasMasks()).isTrue();
    }
  }

  private record TestImageCase(boolean defective, String kind, Optional<Path> mask) {}

  private TestImage defective(String kind, String image, String mask) {
    return new TestImage(
        root.resolve("tile/test").resolve(kind).resolve(image),
        "test/" + kind + "/" + image,
        true,
        kind,
        Optional.of(root.resolve("tile/ground_truth").resolve(kind).resolve(mask)));
  }

  private static void assertRefused(ThrowingCallable action, String found, String next) {
    assertThatThrownBy(action)
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining(found)
        .hasMessageContaining(next);
  }
}
