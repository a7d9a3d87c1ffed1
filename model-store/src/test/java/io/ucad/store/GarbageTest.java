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
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
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
    publishGeneration(0);
    AtomicBoolean done = new AtomicBoolean();
    ExecutorService threads = Executors.newFixedThreadPool(4);
    try {
      List<Future<Integer>> readers = new ArrayList<>();
      for (int i = 0; i < 3; i++) {
        readers.add(threads.submit(() -> readUntil(done)));
      }
      Future<Integer> collector =
          threads.submit(
              () -> {
                int collected = 0;
                while (!done.get()) {
                  collected += store.collectGarbage(KeepPolicy.recent(0)).size();
                }
                return collected;
              });
      for (int generation = 1; generation < PUBLISHES; generation++) {
        publishGeneration(generation);
      }
      done.set(true);
      for (Future<Integer> reader : readers) {
        assertThat(reader.get()).isPositive();
      }
      assertThat(collector.get()).isGreaterThan(PUBLISHES / 4);
    } finally {
      done.set(true);
      threads.shutdownNow();
    }
  }

  private void publishGeneration(int generation) {
    var publication = Publication.on(store.latest());
    for (TaskName task : List.of(BOTTLE, PCB, TILE)) {
      publication.put(task, content(generation, 2_000), attributes("generation", "" + generation));
    }
    store.publish(publication.build());
  }

  /**
   * Returns how many versions were read, each of one generation from its manifest to its last file.
   */
  private int readUntil(AtomicBoolean done) throws IOException {
    ModelStore reading = ModelStore.open(root);
    int loads = 0;
    do {
      try (Pin pin = reading.pin(AliasName.LATEST)) {
        Set<String> generations = new HashSet<>();
        for (TaskEntry entry : pin.version().manifest().tasks()) {
          String generation = entry.attributes().get("generation").getAsString();
          generations.add(generation);
          assertThat(Files.readAllBytes(pin.version().file(entry.task())))
              .isEqualTo(Fixtures.bytes(Long.parseLong(generation), 2_000));
        }
        assertThat(generations).hasSize(1);
        loads++;
      }
    } while (!done.get());
    return loads;
  }
}
