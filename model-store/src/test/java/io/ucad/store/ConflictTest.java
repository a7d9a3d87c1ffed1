package io.ucad.store;

import static io.ucad.store.Fixtures.BOTTLE;
import static io.ucad.store.Fixtures.PCB;
import static io.ucad.store.Fixtures.TILE;
import static io.ucad.store.Fixtures.attributes;
import static io.ucad.store.Fixtures.content;
import static io.ucad.store.Fixtures.learn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConflictTest {

  @TempDir Path root;
  private ModelStore store;
  private VersionId base;

  @BeforeEach
  void publish() {
    store = Fixtures.create(root);
    base = learn(store, BOTTLE, 1).id();
  }

  private Publication.Builder onBase(TaskName task) {
    return Publication.on(base).put(task, content(7, 10), new JsonObject());
  }

  @Test
  void theSecondOfTwoLearnersIsTold() {
    learn(store, PCB, 2);
    assertThatThrownBy(() -> store.publish(onBase(TILE).build()))
        .isInstanceOf(StoreException.Conflict.class)
        .hasMessageContaining("expected latest to be v1, found v2");
    assertThatThrownBy(
            () ->
                store.publish(
                    Publication.first().put(TILE, content(1, 1), new JsonObject()).build()))
        .isInstanceOf(StoreException.Conflict.class)
        .hasMessageContaining("expected latest to be absent, found v2");
    assertThat(store.versions()).hasSize(2);
    assertThat(root.resolve("staging")).isEmptyDirectory();
  }

  @Test
  void independentTasksAreRebased() {
    learn(store, PCB, 2);
    Version third = store.publish(onBase(TILE).onConflict(OnConflict.REBASE).build());
    assertThat(third.manifest().parent()).contains(new VersionId(2));
    assertThat(third.manifest().tasks())
        .extracting(TaskEntry::task)
        .containsExactly(BOTTLE, PCB, TILE);
  }

  @Test
  void theSameTaskIsNotRebased() {
    learn(store, BOTTLE, 2);
    assertThatThrownBy(() -> store.publish(onBase(BOTTLE).onConflict(OnConflict.REBASE).build()))
        .isInstanceOf(StoreException.Conflict.class)
        .hasMessageContaining("both sides changed task bottle");
    store.forget(BOTTLE, "");
    assertThatThrownBy(
            () ->
                store.publish(
                    Publication.on(base)
                        .annotate(BOTTLE, attributes("a", "b"))
                        .onConflict(OnConflict.REBASE)
                        .build()))
        .isInstanceOf(StoreException.Conflict.class);
  }

  @Test
  void differentAttributesOfTheVersionAreNotRebased() {
    store.publish(Publication.on(base).attributes(attributes("backbone", "a")).build());
    var rebasing = onBase(PCB).onConflict(OnConflict.REBASE);
    assertThatThrownBy(
            () -> store.publish(rebasing.attributes(attributes("backbone", "b")).build()))
        .isInstanceOf(StoreException.Conflict.class);
    assertThat(store.publish(rebasing.attributes(attributes("backbone", "a")).build()).id())
        .isEqualTo(new VersionId(3));
  }

  @Test
  void aRollBackMeanwhileIsAConflictToo() {
    Version second = learn(store, PCB, 2);
    store.point(AliasName.LATEST, base);
    assertThatThrownBy(
            () ->
                store.publish(
                    Publication.on(second.id())
                        .put(TILE, content(7, 10), new JsonObject())
                        .build()))
        .isInstanceOf(StoreException.Conflict.class);
  }

  @Test
  void aConditionSeesTheParentAndCanRefuse() {
    learn(store, PCB, 2);
    assertThatThrownBy(
            () ->
                store.publish(
                    onBase(TILE)
                        .onConflict(OnConflict.REBASE)
                        .condition(
                            parent -> {
                              assertThat(parent.orElseThrow().id()).isEqualTo(new VersionId(2));
                              throw new StoreException.Conflict("the job was taken over");
                            })
                        .build()))
        .isInstanceOf(StoreException.Conflict.class)
        .hasMessage("the job was taken over");
    assertThat(store.versions()).hasSize(2);
    assertThat(root.resolve("staging")).isEmptyDirectory();
  }

  @Test
  void aLockThatIsHeldElsewhereEndsInBusy() throws Exception {
    var impatient =
        new StoreEnvironment(StoreFileSystem.local(), Fixtures.CLOCK, Duration.ofMillis(30));
    ModelStore other = ModelStore.open(root, impatient);
    try (var lock =
        StoreFileSystem.local().tryLock(store.root().resolve("store.lock")).orElseThrow()) {
      assertThat(lock).isNotNull();
      assertThatThrownBy(() -> learn(other, PCB, 2)).isInstanceOf(StoreException.Busy.class);
      assertThat(other.latest().orElseThrow().file(BOTTLE)).exists();
    }
    assertThat(learn(other, PCB, 2).id()).isEqualTo(new VersionId(2));
  }
}
