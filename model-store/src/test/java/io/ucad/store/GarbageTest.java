package io.ucad.store;

import static io.ucad.store.Fixtures.BOTTLE;
import static io.ucad.store.Fixtures.PCB;
import static io.ucad.store.Fixtures.TILE;
import static io.ucad.store.Fixtures.attributes;
import static io.ucad.store.Fixtures.content;
import static io.ucad.store.Fixtures.learn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reliability case 8: collection takes only what nobody names or uses. */
class GarbageTest {

  private static final int PUBLISHES = 30;

  @TempDir Path root;
  private ModelStore store;

  @BeforeEach
  void create() {
    store = Fixtures.create(root);
  }

  private static VersionId v(int number) {
    return new VersionId(number);
  }

  private void publish(int versions) {
    for (int i = 0; i < versions; i++) {
      learn(store, BOTTLE, i);
    }
  }

  @Test
  void whatAnAliasNamesAndTheNewestStay() {
    publish(5);
    store.point(AliasName.PRODUCTION, v(2));
    store.point(AliasName.LATEST, v(3));
    assertThat(store.collectGarbage(KeepPolicy.recent(0))).containsExactly(v(1), v(4));
    assertThat(store.versions()).containsExactly(v(2), v(3), v(5));
    assertThat(learn(store, PCB, 9).id()).as("numbers are not used twice").isEqualTo(v(6));
    assertThat(store.verifyAll().ok()).isTrue();
  }

  @Test
  void policiesKeepMore() {
    publish(6);
    store.point(AliasName.LATEST, v(3));
    assertThat(store.collectGarbage(new KeepPolicy(1, true, Set.of(v(5))))).containsExactly(v(4));
    assertThat(store.collectGarbage(KeepPolicy.recent(3))).containsExactly(v(1), v(2));
    assertThat(store.versions()).containsExactly(v(3), v(5), v(6));
  }

  @Test
  void aPinnedVersionStaysUntilItIsReleased() {
    publish(2);
    try (Pin pin = store.pin(v(1));
        Pin again = store.pin(v(1))) {
      assertThat(again.version().id()).isEqualTo(pin.version().id());
      assertThat(ModelStore.open(root).collectGarbage(KeepPolicy.recent(0))).isEmpty();
      assertThat(pin.version().file(BOTTLE)).exists();
    }
    assertThat(store.collectGarbage(KeepPolicy.recent(0))).containsExactly(v(1));
    assertThat(root.resolve("pins")).isEmptyDirectory();
  }

  @Test
  void aVersionThatWasCollectedIsNotFoundRatherThanCorrupt() {
    publish(1);
    Version first = store.version(v(1));
    publish(1);
    store.collectGarbage(KeepPolicy.recent(0));
    assertThatThrownBy(() -> first.file(BOTTLE)).isInstanceOf(StoreException.NotFound.class);
    assertThatThrownBy(() -> store.version(v(1))).isInstanceOf(StoreException.NotFound.class);
    assertThatThrownBy(() -> store.pin(v(1))).isInstanceOf(StoreException.NotFound.class);
  }

  @Test
  void aBrokenAliasStopsTheCollection() throws Exception {
    publish(3);
    Files.writeString(root.resolve("aliases/production"), "v1");
    assertThatThrownBy(() -> store.collectGarbage(KeepPolicy.recent(0)))
        .isInstanceOf(StoreException.Corrupt.class);
    assertThat(store.versions()).hasSize(3);
  }

  @Test
  void loadsDuringPublishesAndCollectionsNeverFailOrMix() throws Exception {
    assertThat(loadWhilePublishing(StoreFileSystem.local(), StoreFileSystem.local())).isEmpty();
  }

  @Test
  void thisHarnessCatchesACollectionThatSeesNoPins() throws Exception {
    StoreFileSystem blind =
        new ForwardingFileSystem(StoreFileSystem.local()) {
          @Override
          public List<String> list(Path directory, int atMost) throws IOException {
            return directory.endsWith("pins") ? List.of() : super.list(directory, atMost);
          }
        };
    assertThat(loadWhilePublishing(StoreFileSystem.local(), blind)).isNotEmpty();
  }

  @Test
  void thisHarnessCatchesAStoreWithoutStaging() throws Exception {
    StoreFileSystem mutant = new WithoutStaging(StoreFileSystem.local());
    assertThat(loadWhilePublishing(mutant, StoreFileSystem.local())).isNotEmpty();
  }

  /** Why loads failed while versions were published and collected. */
  private List<String> loadWhilePublishing(StoreFileSystem publishing, StoreFileSystem collecting)
      throws Exception {
    ModelStore publisher = ModelStore.open(root, Fixtures.environment(publishing));
    ModelStore collector = ModelStore.open(root, Fixtures.environment(collecting));
    List<String> problems = new ArrayList<>();
    publishGeneration(publisher, 0);
    AtomicBoolean done = new AtomicBoolean();
    ExecutorService threads = Executors.newFixedThreadPool(5);
    try {
      List<Future<Integer>> workers = new ArrayList<>();
      for (int i = 0; i < 2; i++) {
        workers.add(threads.submit(() -> readUntil(done, GarbageTest::readPinned)));
        workers.add(threads.submit(() -> readUntil(done, GarbageTest::readNewest)));
      }
      workers.add(
          threads.submit(
              () -> {
                int collected = 0;
                while (!done.get()) {
                  collected += collector.collectGarbage(KeepPolicy.recent(0)).size();
                }
                return collected;
              }));
      for (int generation = 1; generation < PUBLISHES; generation++) {
        publishGeneration(publisher, generation);
      }
      done.set(true);
      for (Future<Integer> worker : workers) {
        try {
          assertThat(worker.get()).isPositive();
        } catch (ExecutionException e) {
          problems.add(String.valueOf(e.getCause()));
        }
      }
    } finally {
      done.set(true);
      threads.shutdownNow();
    }
    return problems;
  }

  private static void publishGeneration(ModelStore store, int generation) {
    var publication = Publication.on(store.latest());
    for (TaskName task : List.of(BOTTLE, PCB, TILE)) {
      publication.put(task, content(generation, 2_000), attributes("generation", "" + generation));
    }
    store.publish(publication.build());
  }

  private interface Load {
    /** Whether the version was there to its last file. */
    boolean from(ModelStore store) throws IOException;
  }

  /** Returns how often a version was there. */
  private int readUntil(AtomicBoolean done, Load load) throws IOException {
    ModelStore reading = ModelStore.open(root);
    int loads = 0;
    do {
      loads += load.from(reading) ? 1 : 0;
    } while (!done.get() || loads == 0);
    return loads;
  }

  /** With a pin the version stays, also after newer ones were published and others collected. */
  private static boolean readPinned(ModelStore store) throws IOException {
    try (Pin pin = store.pin(AliasName.LATEST)) {
      requireOneGeneration(pin.version());
      int newer = pin.version().id().number() + 2;
      while (newest(store).number() < newer && newest(store).number() < PUBLISHES) {
        Thread.onSpinWait();
      }
      requireOneGeneration(pin.version());
      return true;
    }
  }

  private static VersionId newest(ModelStore store) {
    List<VersionId> ids = store.versions();
    return ids.get(ids.size() - 1);
  }

  /** Without a pin the version may go, as a whole; the newest may have no alias yet. */
  private static boolean readNewest(ModelStore store) throws IOException {
    try {
      requireOneGeneration(store.version(newest(store)));
      return true;
    } catch (StoreException.NotFound | NoSuchFileException e) {
      return false;
    }
  }

  private static void requireOneGeneration(Version version) throws IOException {
    Set<String> generations = new HashSet<>();
    for (TaskEntry entry : version.manifest().tasks()) {
      String generation = entry.attributes().get("generation").getAsString();
      generations.add(generation);
      assertThat(Files.readAllBytes(version.file(entry.task())))
          .isEqualTo(Fixtures.bytes(Long.parseLong(generation), 2_000));
    }
    assertThat(generations).hasSize(1);
  }
}
