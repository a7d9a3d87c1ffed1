package io.ucad.store;

import static io.ucad.store.Fixtures.BOTTLE;
import static io.ucad.store.Fixtures.PCB;
import static io.ucad.store.Fixtures.learn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Reliability case 34: a version holds its manifest and one file per task, and nothing else is
 * loaded, published or followed.
 */
class ClosedListTest {

  @TempDir Path directory;
  private Path root;
  private ModelStore store;
  private Version version;

  @BeforeEach
  void publish() {
    root = directory.resolve("store");
    store = Fixtures.create(root);
    version = learn(store, BOTTLE, 1);
  }

  private void requireRefused() {
    assertThatThrownBy(() -> store.version(version.id()))
        .isInstanceOf(StoreException.Corrupt.class);
    assertThatThrownBy(() -> store.latest()).isInstanceOf(StoreException.Corrupt.class);
    assertThatThrownBy(() -> store.point(AliasName.PRODUCTION, version.id()))
        .isInstanceOf(StoreException.Corrupt.class);
    assertThatThrownBy(
            () ->
                store.publish(
                    Publication.on(version.id())
                        .put(PCB, Fixtures.content(2, 10), new JsonObject())
                        .build()))
        .isInstanceOf(StoreException.Corrupt.class);
    assertThat(store.verify(version.id()).ok()).isFalse();
    assertThat(store.versions()).containsExactly(version.id());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "evil.jar",
        "Evil.class",
        "evil.py",
        "model.pt",
        "data.pkl",
        "other.safetensors",
        "bottle.safetensors.bak",
        ".hidden",
        "BOTTLE.safetensors",
        "bottle",
        "manifest.json~"
      })
  void aStrayFileIsRefused(String name) throws IOException {
    Files.write(version.directory().resolve(name), new byte[] {1});
    requireRefused();
  }

  @Test
  void aSubdirectoryIsRefused() throws IOException {
    Files.createDirectory(version.directory().resolve("libs"));
    requireRefused();
  }

  @ParameterizedTest
  @ValueSource(strings = {"bottle.safetensors", "manifest.json"})
  void aSymbolicLinkInPlaceOfAFileIsRefused(String name) throws IOException {
    Path outside = directory.resolve("outside");
    Files.move(version.directory().resolve(name), outside);
    Files.createSymbolicLink(version.directory().resolve(name), outside);
    requireRefused();
  }

  @ParameterizedTest
  @ValueSource(strings = {"versions", "versions/v1"})
  void aSymbolicLinkInPlaceOfADirectoryIsRefused(String name) throws IOException {
    Path outside = directory.resolve("outside");
    Files.move(root.resolve(name), outside);
    Files.createSymbolicLink(root.resolve(name), outside);
    assertThatThrownBy(() -> store.latest()).isInstanceOf(StoreException.Corrupt.class);
    assertThatThrownBy(() -> store.version(version.id()))
        .isInstanceOf(StoreException.Corrupt.class);
  }

  @Test
  void anAliasThatIsASymbolicLinkIsRefused() throws IOException {
    Files.createSymbolicLink(root.resolve("aliases/production"), root.resolve("aliases/latest"));
    assertThatThrownBy(() -> store.alias(AliasName.PRODUCTION))
        .isInstanceOf(StoreException.Corrupt.class);
  }

  @Test
  void aDirectoryInPlaceOfATaskIsRefused() throws IOException {
    Path file = version.directory().resolve("bottle.safetensors");
    Files.delete(file);
    Files.createDirectory(file);
    requireRefused();
  }

  @Test
  void collectingDeletesALinkAndNotItsTarget() throws IOException {
    Path outside = Files.createDirectory(directory.resolve("outside"));
    Files.writeString(outside.resolve("precious"), "kept");
    Files.createSymbolicLink(version.directory().resolve("link"), outside);
    Path orphan = Files.createDirectories(root.resolve("staging/s9/deep"));
    Files.createSymbolicLink(orphan.resolve("link"), outside);
    store.sweep();
    assertThat(root.resolve("staging/s9")).doesNotExist();
    assertThat(outside.resolve("precious")).hasContent("kept");
  }

  @ParameterizedTest
  @ValueSource(strings = {"evil.jar", "Evil.class", "evil.py", "model.pt", "data.pkl"})
  void aFileOfAnotherKindIsNotTakenForAMemory(String name) throws IOException {
    Path file = Files.write(directory.resolve(name), new byte[] {1});
    assertThatThrownBy(() -> TaskContent.of(file)).isInstanceOf(StoreException.Refused.class);
  }

  @Test
  void aLinkIsNotTakenForAMemory() throws IOException {
    Path secret = Files.write(directory.resolve("secret"), new byte[] {1});
    Path link = Files.createSymbolicLink(directory.resolve("x.safetensors"), secret);
    assertThatThrownBy(
            () ->
                store.publish(
                    Publication.on(version.id())
                        .put(PCB, TaskContent.of(link), new JsonObject())
                        .build()))
        .isInstanceOf(StoreException.Refused.class);
    assertThat(store.versions()).containsExactly(version.id());
  }

  @Test
  void aFileIsCopied() throws IOException {
    Path file = Files.write(directory.resolve("x.safetensors"), Fixtures.bytes(4, 200_000));
    Version second =
        store.publish(
            Publication.on(version.id()).put(PCB, TaskContent.of(file), new JsonObject()).build());
    assertThat(second.file(PCB)).hasBinaryContent(Fixtures.bytes(4, 200_000));
  }
}
