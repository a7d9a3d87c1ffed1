package io.ucad.trainer.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainingImagesTest {
  @TempDir Path dir;

  @Test
  void theMvtecFolderIsPreferred() throws IOException {
    Folders.files(dir, "train/good/b.png", "train/good/a.JPG", "good/c.png", "d.jpeg");

    assertThat(names(dir)).containsExactly("train/good/a.JPG", "train/good/b.png");
    assertThat(TrainingImages.of(dir).images().get(1).file()).hasContent("train/good/b.png");
  }

  @Test
  void aGoodFolderOrThePlainFolderDoToo() throws IOException {
    Folders.files(dir, "d.jpeg", "sub/ignored.png");
    assertThat(names(dir)).containsExactly("d.jpeg");

    Folders.files(dir, "good/c.png");
    assertThat(names(dir)).containsExactly("good/c.png");
  }

  @Test
  void theOrderIsThatOfTheNames() throws IOException {
    Folders.files(dir, "10.png", "2.png", "b.png", "B.png");

    assertThat(names(dir)).containsExactly("10.png", "2.png", "B.png", "b.png");
  }

  @Test
  void otherAndHiddenFilesArePassedOver() throws IOException {
    Folders.files(dir, "a.png", "notes.txt", "b.gif", ".c.png", "png", "d.png.bak");

    assertThat(names(dir)).containsExactly("a.png");
  }

  @Test
  void aFolderWithoutImagesSaysWhereTheyShouldBe() throws IOException {
    Folders.files(dir, "good/notes.txt");

    assertThatThrownBy(() -> TrainingImages.of(dir))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("train/good")
        .hasMessageContaining("none in " + dir.resolve("good"))
        .hasMessageContaining("Put images");
    assertThatThrownBy(() -> TrainingImages.of(dir.resolve("absent")))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("nothing there");
    assertThatThrownBy(() -> TrainingImages.of(Folders.file(dir, "file")))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("found a file");
    assertThatThrownBy(() -> new TrainingImages(List.of())).isInstanceOf(DatasetException.class);
  }

  @Test
  void linksOutOfTheFolderAreRefused() throws IOException {
    Path secret = Folders.file(dir, "secret.png");
    Folders.files(dir, "data/a.png");
    Path data = dir.resolve("data");
    Path link = Files.createSymbolicLink(data.resolve("b.png"), secret);
    assertThatThrownBy(() -> TrainingImages.of(data))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("a link to")
        .hasMessageContaining("secret.png");

    Files.delete(link);
    Path away = Files.createDirectories(dir.resolve("away"));
    Folders.files(away, "c.png");
    Files.createSymbolicLink(data.resolve("good"), away);
    assertThatThrownBy(() -> TrainingImages.of(data))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("a link to");
  }

  @Test
  void linksWithinTheFolderAndToTheFolderAreFollowed() throws IOException {
    Folders.files(dir, "data/a.png");
    Path data = dir.resolve("data");
    Files.createSymbolicLink(data.resolve("b.png"), data.resolve("a.png"));
    Path link = Files.createSymbolicLink(dir.resolve("link"), data);

    assertThat(names(link)).containsExactly("a.png", "b.png");
  }

  @Test
  void whatIsNoRegularFileIsRefused() throws IOException {
    Files.createDirectories(dir.resolve("a.png"));
    assertThatThrownBy(() -> TrainingImages.of(dir))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("no regular file");

    Files.delete(dir.resolve("a.png"));
    Files.createSymbolicLink(dir.resolve("b.png"), dir.resolve("gone.png"));
    assertThatThrownBy(() -> TrainingImages.of(dir))
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("b.png");
  }

  @Test
  void theFingerprintIsTheDocumentedHash() throws Exception {
    Folders.files(dir, "a.png", "b.png");
    MessageDigest whole = MessageDigest.getInstance("SHA-256");
    for (String name : List.of("a.png", "b.png")) {
      byte[] content = name.getBytes(StandardCharsets.UTF_8);
      whole.update(content);
      whole.update((byte) 0);
      whole.update(MessageDigest.getInstance("SHA-256").digest(content));
    }

    assertThat(TrainingImages.of(dir).fingerprint())
        .isEqualTo(HexFormat.of().formatHex(whole.digest()));
  }

  @Test
  void theFingerprintChangesWithContentNameAndNumberOnly() throws IOException {
    Folders.files(dir, "a.png", "b.png", "notes.txt");
    String before = TrainingImages.of(dir).fingerprint();
    Files.delete(dir.resolve("notes.txt"));
    assertThat(TrainingImages.of(dir).fingerprint()).isEqualTo(before);

    Files.move(dir.resolve("b.png"), dir.resolve("c.png"));
    String renamed = TrainingImages.of(dir).fingerprint();
    Files.writeString(dir.resolve("c.png"), "other");
    String changed = TrainingImages.of(dir).fingerprint();
    Files.delete(dir.resolve("c.png"));
    String fewer = TrainingImages.of(dir).fingerprint();
    assertThat(List.of(before, renamed, changed, fewer)).doesNotHaveDuplicates();
  }

  @Test
  void aFileThatVanishedIsNamed() throws IOException {
    Folders.files(dir, "a.png");
    TrainingImages images = TrainingImages.of(dir);
    Files.delete(dir.resolve("a.png"));

    assertThatThrownBy(images::fingerprint)
        .isInstanceOf(DatasetException.class)
        .hasMessageContaining("a.png");
  }

  private static List<String> names(Path dir) {
    return TrainingImages.of(dir).images().stream().map(TrainingImage::name).toList();
  }
}
