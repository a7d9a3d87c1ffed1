package io.ucad.store;

import static io.ucad.store.Fixtures.BOTTLE;
import static io.ucad.store.Fixtures.CLOCK;
import static io.ucad.store.Fixtures.PCB;
import static io.ucad.store.Fixtures.TILE;
import static io.ucad.store.Fixtures.attributes;
import static io.ucad.store.Fixtures.bytes;
import static io.ucad.store.Fixtures.content;
import static io.ucad.store.Fixtures.learn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ModelStoreTest {

  @TempDir Path directory;
  private Path root;
  private ModelStore store;

  @BeforeEach
  void create() {
    root = directory.resolve("a/new/store");
    store = Fixtures.create(root);
  }

  private static VersionId v(int number) {
    return new VersionId(number);
  }

  @Test
  void aNewStoreIsEmpty() {
    assertThat(store.latest()).isEmpty();
    assertThat(store.versions()).isEmpty();
    assertThat(store.aliases()).isEmpty();
    assertThat(store.verifyAll().ok()).isTrue();
  }

  @Test
  void aVersionHoldsWhatWasPublished() throws IOException {
    Version version =
        store.publish(
            Publication.first()
                .put(BOTTLE, content(1, 300_000), attributes("threshold", "0.6"))
                .attributes(attributes("backbone", "deit_tiny"))
                .summary("learned bottle")
                .build());
    Version loaded = ModelStore.open(root).latest().orElseThrow();
    assertThat(loaded.manifest()).isEqualTo(version.manifest());
    assertThat(loaded.id()).isEqualTo(v(1));
    assertThat(loaded.manifest().parent()).isEmpty();
    assertThat(loaded.manifest().created()).isEqualTo(CLOCK.instant());
    assertThat(loaded.manifest().summary()).isEqualTo("learned bottle");
    assertThat(loaded.manifest().attributes()).isEqualTo(attributes("backbone", "deit_tiny"));
    TaskEntry entry = loaded.manifest().task(BOTTLE).orElseThrow();
    assertThat(entry.bytes()).isEqualTo(300_000);
    assertThat(entry.since()).isEqualTo(v(1));
    assertThat(entry.attributes()).isEqualTo(attributes("threshold", "0.6"));
    assertThat(Files.readAllBytes(loaded.file(BOTTLE))).isEqualTo(bytes(1, 300_000));
    try (var names = Files.list(loaded.directory())) {
      assertThat(names.map(path -> path.getFileName().toString()))
          .containsExactlyInAnyOrder("manifest.json", "bottle.safetensors");
    }
  }

  @Test
  void earlierTasksAreTheSameFilesUnderASecondName() throws IOException {
    Version first = learn(store, BOTTLE, 1);
    Version second = learn(store, PCB, 2);
    assertThat(Files.isSameFile(first.file(BOTTLE), second.file(BOTTLE))).isTrue();
    assertThat(second.manifest().parent()).contains(v(1));
    assertThat(second.manifest().task(BOTTLE)).isEqualTo(first.manifest().task(BOTTLE));
    assertThat(second.manifest().tasks()).extracting(TaskEntry::task).containsExactly(BOTTLE, PCB);
    assertThat(second.manifest().task(PCB).orElseThrow().since()).isEqualTo(v(2));
  }

  @Test
  void aReplacedTaskKeepsItsPlaceAndOldVersionsKeepTheirBytes() throws IOException {
    learn(store, BOTTLE, 1);
    learn(store, PCB, 2);
    Version third = learn(store, BOTTLE, 3);
    assertThat(third.manifest().tasks()).extracting(TaskEntry::task).containsExactly(BOTTLE, PCB);
    assertThat(third.manifest().task(BOTTLE).orElseThrow().since()).isEqualTo(v(3));
    assertThat(Files.readAllBytes(third.file(BOTTLE))).isEqualTo(bytes(3, 100));
    assertThat(Files.readAllBytes(store.version(v(2)).file(BOTTLE))).isEqualTo(bytes(1, 100));
  }

  @Test
  void attributesChangeWithoutTheFile() {
    Version first = learn(store, BOTTLE, 1);
    Version second =
        store.publish(
            Publication.on(first.id())
                .annotate(BOTTLE, attributes("threshold", "0.9"))
                .summary("a stricter threshold")
                .build());
    TaskEntry entry = second.manifest().task(BOTTLE).orElseThrow();
    assertThat(entry.attributes()).isEqualTo(attributes("threshold", "0.9"));
    assertThat(entry.since()).isEqualTo(v(1));
    assertThat(entry.sha256()).isEqualTo(first.manifest().task(BOTTLE).orElseThrow().sha256());
  }

  @Test
  void theVersionsAttributesAreTakenOver() {
    store.publish(
        Publication.first()
            .put(BOTTLE, content(1, 10), new JsonObject())
            .attributes(attributes("k", "1"))
            .build());
    assertThat(learn(store, PCB, 2).manifest().attributes()).isEqualTo(attributes("k", "1"));
  }

  @Test
  void withoutHardLinksFilesAreCopiedAndChecked() throws IOException {
    var files =
        new ForwardingFileSystem(StoreFileSystem.local()) {
          @Override
          public void link(Path name, Path existing) throws IOException {
            throw new FileSystemException(name.toString(), null, "Operation not supported");
          }
        };
    ModelStore copying = ModelStore.open(root, Fixtures.environment(files));
    Version first = learn(copying, BOTTLE, 1);
    Version second = learn(copying, PCB, 2);
    assertThat(Files.isSameFile(first.file(BOTTLE), second.file(BOTTLE))).isFalse();
    assertThat(copying.verifyAll().ok()).isTrue();

    byte[] rotten = Files.readAllBytes(second.file(BOTTLE));
    rotten[50] ^= 1;
    Files.write(second.file(BOTTLE), rotten);
    assertThatThrownBy(() -> learn(copying, TILE, 3)).isInstanceOf(StoreException.Corrupt.class);
    assertThat(copying.versions()).containsExactly(v(1), v(2));
  }

  @Test
  void rollingBackKeepsHistoryAndNumbersGoOn() {
    learn(store, BOTTLE, 1);
    learn(store, PCB, 2);
    store.point(AliasName.LATEST, v(1));
    assertThat(store.latest().orElseThrow().id()).isEqualTo(v(1));
    Version third = learn(store, TILE, 3);
    assertThat(third.id()).isEqualTo(v(3));
    assertThat(third.manifest().parent()).contains(v(1));
    assertThat(third.manifest().task(PCB)).isEmpty();
    assertThat(store.versions()).containsExactly(v(1), v(2), v(3));
  }

  @Test
  void aliasesMoveAndAreResolved() {
    learn(store, BOTTLE, 1);
    learn(store, PCB, 2);
    store.point(AliasName.PRODUCTION, v(1));
    store.point(AliasName.CANDIDATE, v(2));
    assertThat(store.resolve("production")).isEqualTo(v(1));
    assertThat(store.resolve("v2")).isEqualTo(v(2));
    assertThat(store.aliases())
        .containsEntry(AliasName.LATEST, v(2))
        .containsEntry(AliasName.PRODUCTION, v(1))
        .containsEntry(AliasName.CANDIDATE, v(2));
    store.removeAlias(AliasName.CANDIDATE);
    assertThat(store.alias(AliasName.CANDIDATE)).isEmpty();
    assertThatThrownBy(() -> store.resolve("candidate"))
        .isInstanceOf(StoreException.NotFound.class);
    assertThatThrownBy(() -> store.resolve("../v1")).isInstanceOf(StoreException.Refused.class);
    assertThatThrownBy(() -> store.removeAlias(AliasName.LATEST))
        .isInstanceOf(StoreException.Refused.class);
  }

  @Test
  void anAliasIsNeverMovedToACorruptOrAbsentVersion() throws IOException {
    learn(store, BOTTLE, 1);
    Version second = learn(store, BOTTLE, 2);
    store.point(AliasName.PRODUCTION, v(1));
    byte[] rotten = bytes(2, 100);
    rotten[99] ^= 4;
    Files.write(second.directory().resolve("bottle.safetensors"), rotten);
    assertThatThrownBy(() -> store.point(AliasName.PRODUCTION, v(2)))
        .isInstanceOf(StoreException.Corrupt.class);
    assertThatThrownBy(() -> store.point(AliasName.PRODUCTION, v(9)))
        .isInstanceOf(StoreException.NotFound.class);
    assertThat(store.alias(AliasName.PRODUCTION)).contains(v(1));
  }

  @Test
  void forgettingProvesThatOthersDidNotChange() throws IOException {
    learn(store, BOTTLE, 1);
    learn(store, PCB, 2);
    Version before = learn(store, TILE, 3);
    ForgetReport report = store.forget(PCB, "pcb line was closed");
    assertThat(report.version().id()).isEqualTo(v(4));
    assertThat(report.version().manifest().task(PCB)).isEmpty();
    assertThat(report.version().manifest().summary()).isEqualTo("pcb line was closed");
    assertThat(report.forgotten()).isEqualTo(before.manifest().task(PCB).orElseThrow());
    assertThat(report.unchanged())
        .extracting(Unchanged::task, Unchanged::reread)
        .containsExactly(
            tuple(BOTTLE, before.manifest().task(BOTTLE).orElseThrow().sha256()),
            tuple(TILE, before.manifest().task(TILE).orElseThrow().sha256()));
    assertThat(report.stillHeldBy()).containsExactly(v(2), v(3));

    store.collectGarbage(KeepPolicy.recent(1));
    assertThat(store.versions()).containsExactly(v(4));
    try (var files = Files.walk(root)) {
      assertThat(files.map(path -> path.getFileName().toString()))
          .contains("bottle.safetensors")
          .doesNotContain("pcb.safetensors");
    }
  }

  @Test
  void theLastTaskCanBeForgotten() {
    learn(store, BOTTLE, 1);
    assertThat(store.forget(BOTTLE, "").version().manifest().tasks()).isEmpty();
    assertThatThrownBy(() -> store.forget(BOTTLE, "")).isInstanceOf(StoreException.NotFound.class);
  }

  @Test
  void whatCouldNotBeLoadedAgainIsRefused() {
    learn(store, BOTTLE, 1);
    JsonObject deep = new JsonObject();
    JsonArray inner = new JsonArray();
    deep.add("deep", inner);
    for (int i = 0; i < 40; i++) {
      JsonArray next = new JsonArray();
      inner.add(next);
      inner = next;
    }
    JsonObject nan = new JsonObject();
    nan.addProperty("score", Double.NaN);
    for (JsonObject bad : List.of(deep, nan)) {
      assertThatThrownBy(() -> store.publish(Publication.on(v(1)).attributes(bad).build()))
          .isInstanceOf(StoreException.Refused.class);
    }
    assertThat(store.versions()).containsExactly(v(1));
    assertThat(root.resolve("staging")).isEmptyDirectory();
  }

  @Test
  void requestsThatMakeNoSenseAreRefused() {
    assertThatThrownBy(() -> Publication.first().build())
        .isInstanceOf(StoreException.Refused.class);
    var builder = Publication.first().put(BOTTLE, content(1, 1), new JsonObject());
    assertThatThrownBy(() -> builder.forget(BOTTLE)).isInstanceOf(StoreException.Refused.class);
    assertThatThrownBy(() -> store.publish(Publication.first().forget(BOTTLE).build()))
        .isInstanceOf(StoreException.NotFound.class);
    assertThatThrownBy(() -> store.publish(Publication.on(v(7)).forget(BOTTLE).build()))
        .isInstanceOf(StoreException.NotFound.class);
  }

  @Test
  void contentThatFailsPublishesNothing() {
    learn(store, BOTTLE, 1);
    TaskContent fails =
        out -> {
          out.write(bytes(2, 200_000));
          throw new IllegalStateException("cancelled");
        };
    assertThatThrownBy(
            () -> store.publish(Publication.on(v(1)).put(PCB, fails, new JsonObject()).build()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("cancelled");
    assertThat(store.versions()).containsExactly(v(1));
    assertThat(root.resolve("staging")).isEmptyDirectory();
  }

  @Test
  void contentMayCloseItsStream() throws IOException {
    Version version =
        store.publish(
            Publication.first()
                .put(
                    BOTTLE,
                    out -> {
                      out.write(7);
                      out.close();
                    },
                    new JsonObject())
                .build());
    assertThat(Files.readAllBytes(version.file(BOTTLE))).containsExactly(7);
  }

  @Test
  void anotherDirectoryIsNotAStore() throws IOException {
    assertThatThrownBy(() -> ModelStore.open(directory.resolve("absent")))
        .isInstanceOf(StoreException.NotAStore.class);
    Path photos = Files.createDirectory(directory.resolve("photos"));
    Files.writeString(photos.resolve("cat.jpg"), "");
    assertThatThrownBy(() -> ModelStore.openOrCreate(photos))
        .isInstanceOf(StoreException.NotAStore.class);
    assertThat(photos).isDirectoryContaining("glob:**/cat.jpg");
    assertThat(photos.toFile().list()).hasSize(1);
  }

  @Test
  void versionsWithoutTheirStoreFileAreNotAdopted() throws IOException {
    learn(store, BOTTLE, 1);
    Files.delete(root.resolve("store.json"));
    assertThatThrownBy(() -> ModelStore.open(root)).isInstanceOf(StoreException.NotAStore.class);
    assertThatThrownBy(() -> ModelStore.openOrCreate(root))
        .isInstanceOf(StoreException.NotAStore.class);
  }

  @Test
  void openingAndReadingWriteNothing() throws IOException {
    learn(store, BOTTLE, 1);
    store.sweep();
    var writes =
        new ForwardingFileSystem(StoreFileSystem.local()) {
          @Override
          void before(Op op, Path path) throws IOException {
            switch (op) {
              case KIND, LIST, SIZE, READ -> {}
              default -> throw new IOException(op + " on a read-only disk");
            }
          }
        };
    ModelStore reading = ModelStore.open(root, Fixtures.environment(writes));
    assertThat(reading.latest().orElseThrow().file(BOTTLE)).exists();
    assertThat(reading.verifyAll().ok()).isTrue();
    assertThat(reading.aliases()).hasSize(1);
    assertThat(reading.resolve("latest")).isEqualTo(v(1));
    assertThat(Optional.of(reading.version(v(1)).id())).contains(v(1));
  }

  @Test
  void changingACopyOfAttributesChangesNothing() {
    Version version = learn(store, BOTTLE, 1);
    version.manifest().attributes().addProperty("x", 1);
    version.manifest().tasks().get(0).attributes().addProperty("x", 1);
    assertThat(version.manifest()).isEqualTo(store.version(v(1)).manifest());
  }
}
