package io.ucad.store;

import static io.ucad.store.Fixtures.BOTTLE;
import static io.ucad.store.Fixtures.PCB;
import static io.ucad.store.Fixtures.TILE;
import static io.ucad.store.Fixtures.content;
import static io.ucad.store.Fixtures.learn;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.IntFunction;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Reliability cases 2 and 4: whatever file operation fails, what was published stays, the error is
 * typed, and work goes on.
 */
class FaultTest {

  @TempDir Path directory;
  @TempDir Path template;
  private int stores;

  /** Version 1 holds two tasks, production names it; each test breaks copies of it. */
  @BeforeEach
  void prepare() {
    ModelStore store = Fixtures.create(template);
    store.publish(
        Publication.first()
            .put(BOTTLE, content(1, 70_000), new JsonObject())
            .put(PCB, content(2, 100), new JsonObject())
            .build());
    store.point(AliasName.PRODUCTION, new VersionId(1));
  }

  private Path prepared() {
    Path copy = directory.resolve("store" + stores++);
    Fixtures.copy(template, copy);
    return copy;
  }

  private static void publishSecond(ModelStore store) {
    store.publish(
        Publication.on(new VersionId(1))
            .put(TILE, content(3, 70_000), new JsonObject())
            .put(PCB, content(4, 100), new JsonObject())
            .build());
  }

  private static ModelStore open(Path root, StoreFileSystem files) {
    return ModelStore.open(root, Fixtures.environment(files));
  }

  /**
   * Runs the work once for every operation in it, failing that operation; returns how often the
   * work failed.
   */
  private int failEverywhere(
      Consumer<ModelStore> work,
      IntFunction<StoreFileSystem> faults,
      StoreWrapper wrapper,
      Consumer<Path> check) {
    var counter = FaultyFileSystem.counting(local());
    Path healthy = prepared();
    work.accept(open(healthy, wrapper.around(counter)));
    int failures = 0;
    for (int i = 0; i < counter.operations(); i++) {
      Path root = prepared();
      try {
        work.accept(open(root, wrapper.around(faults.apply(i))));
      } catch (StoreException.Io e) {
        failures++;
      }
      check.accept(root);
    }
    assertThat(failures).as("of %d operations", counter.operations()).isGreaterThan(20);
    return failures;
  }

  private interface StoreWrapper {
    StoreFileSystem around(StoreFileSystem files);
  }

  /** What must hold after any failure, on a disk that is well again. */
  private static void requireIntact(Path root) {
    ModelStore store = open(root, local());
    StoreReport report = store.verifyAll();
    assertThat(report.versions()).allSatisfy(version -> assertThat(version.problems()).isEmpty());
    assertThat(report.aliasProblems()).isEmpty();
    assertThat(store.versions()).contains(new VersionId(1));
    assertThat(store.alias(AliasName.PRODUCTION)).isPresent();
    assertThat(store.latest().orElseThrow().id()).isIn(new VersionId(1), new VersionId(2));
    store.sweep();
    assertThat(root.resolve("staging")).isEmptyDirectory();
    int newest = store.versions().get(store.versions().size() - 1).number();
    assertThat(learn(store, TILE, 9).id().number()).isEqualTo(newest + 1);
  }

  /**
   * Real files; a sync counts and may fail, but does not wait for the disk, as power stays on here.
   */
  private static StoreFileSystem local() {
    return new ForwardingFileSystem(StoreFileSystem.local()) {
      @Override
      void sync(Output out) {}

      @Override
      public void syncDirectory(Path directory) {}
    };
  }

  @Test
  void anyOperationOfAPublishMayFail() {
    failEverywhere(
        FaultTest::publishSecond,
        i -> FaultyFileSystem.failingAt(local(), i),
        files -> files,
        FaultTest::requireIntact);
  }

  @Test
  void theDiskMayGoAwayAtAnyOperationOfAPublish() {
    failEverywhere(
        FaultTest::publishSecond,
        i -> FaultyFileSystem.failingFrom(local(), i),
        files -> files,
        FaultTest::requireIntact);
  }

  @Test
  void theDiskMayFillUpAtAnyOperationOfAPublish() {
    failEverywhere(
        store -> {
          try {
            publishSecond(store);
          } catch (StoreException.Io e) {
            assertThat(e)
                .hasMessageContaining("No space left on device")
                .hasMessageContaining("free space");
            assertThat(store.root().resolve("staging")).isEmptyDirectory();
            throw e;
          }
        },
        i -> FaultyFileSystem.fullFrom(local(), i),
        files -> files,
        FaultTest::requireIntact);
  }

  @Test
  void thisHarnessCatchesAStoreThatLeavesItsStagingOnAFullDisk() {
    Path root = prepared();
    StoreFileSystem careless =
        new ForwardingFileSystem(FaultyFileSystem.fullFrom(local(), 60)) {
          @Override
          public void delete(Path path) {}
        };
    try {
      publishSecond(open(root, careless));
    } catch (StoreException.Io e) {
      assertThat(root.resolve("staging")).isNotEmptyDirectory();
      return;
    }
    throw new AssertionError("the disk was never full");
  }

  @Test
  void anyOperationOfMovingAnAliasMayFail() {
    publishSecond(ModelStore.open(template));
    failEverywhere(
        store -> {
          store.point(AliasName.PRODUCTION, new VersionId(2));
        },
        i -> FaultyFileSystem.failingAt(local(), i),
        files -> files,
        FaultTest::requireIntact);
  }

  @Test
  void aCollectionThatFailsLeavesVersionsWholeOrAbsent() {
    ModelStore healthy = ModelStore.open(template);
    learn(healthy, TILE, 5);
    learn(healthy, TILE, 6);
    healthy.point(AliasName.PRODUCTION, new VersionId(3));
    Consumer<Path> check =
        root -> {
          ModelStore store = open(root, local());
          assertThat(store.verifyAll().ok()).isTrue();
          assertThat(store.versions()).contains(new VersionId(3));
          store.collectGarbage(KeepPolicy.recent(0));
          store.sweep();
          assertThat(root.resolve("staging")).isEmptyDirectory();
        };
    for (int i = 0; ; i++) {
      Path root = prepared();
      var files = FaultyFileSystem.failingAt(local(), i);
      try {
        open(root, files).collectGarbage(KeepPolicy.recent(0));
      } catch (StoreException.Io e) {
        assertThat(e.code()).isEqualTo("STORE_IO");
      }
      check.accept(root);
      if (files.operations() <= i) {
        assertThat(i).isGreaterThan(30);
        return;
      }
    }
  }

  @Test
  void anyOperationOfAnImportMayFail() {
    ModelStore from = Fixtures.create(directory.resolve("from"));
    learn(from, BOTTLE, 1);
    byte[] archive = ArchiveTest.export(from, learn(from, TILE, 2).id());
    failEverywhere(
        store ->
            store.importVersion(
                new ByteArrayInputStream(archive),
                new ImportOptions(1_000, true),
                TransferListener.none()),
        i -> FaultyFileSystem.failingAt(local(), i),
        files -> files,
        FaultTest::requireIntact);
  }

  @Test
  void anyOperationOfTakingAndReleasingAHoldMayFail() {
    failEverywhere(
        store -> {
          store.hold(new VersionId(1), new HoldOwner("node"), "a");
          store.release(new VersionId(1), new HoldOwner("node"));
          store.hold(new VersionId(1), new HoldOwner("node"), "b");
        },
        i -> FaultyFileSystem.failingAt(local(), i),
        files -> files,
        root -> {
          assertThat(open(root, local()).holds()).hasSizeLessThan(2);
          requireIntact(root);
        });
  }

  @Test
  void anyOperationOfCreatingAStoreMayFail() {
    for (int i = 0; ; i++) {
      Path root = directory.resolve("new" + i + "/store");
      var files = FaultyFileSystem.failingAt(local(), i);
      try {
        ModelStore.openOrCreate(root, Fixtures.environment(files));
      } catch (StoreException.Io e) {
        assertThat(e.code()).isEqualTo("STORE_IO");
      }
      learn(ModelStore.openOrCreate(root, Fixtures.environment(local())), BOTTLE, 1);
      assertThat(open(root, local()).verifyAll().ok()).isTrue();
      if (files.operations() <= i) {
        assertThat(i).isGreaterThan(15);
        return;
      }
    }
  }

  @Test
  void thisHarnessCatchesAStoreWithoutStaging() {
    List<Integer> broken = new ArrayList<>();
    failEverywhere(
        FaultTest::publishSecond,
        i -> FaultyFileSystem.failingFrom(local(), i),
        WithoutStaging::new,
        root -> {
          if (!open(root, local()).verifyAll().ok()) {
            broken.add(1);
          }
        });
    assertThat(broken).as("half-published versions").isNotEmpty();
  }
}
