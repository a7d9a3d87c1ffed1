package io.ucad.store;

import static io.ucad.store.Fixtures.BOTTLE;
import static io.ucad.store.Fixtures.PCB;
import static io.ucad.store.Fixtures.TILE;
import static io.ucad.store.Fixtures.learn;
import static org.assertj.core.api.Assertions.assertThat;

import io.ucad.store.PowerLossFileSystem.Bytes;
import io.ucad.store.PowerLossFileSystem.Mutant;
import io.ucad.store.PowerLossFileSystem.Names;
import java.io.ByteArrayInputStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Reliability case 3: power may go before any operation, and whatever was not synced is dropped,
 * zeroed, truncated or kept.
 */
class PowerLossTest {

  private static final Path ROOT = Path.of("/disk/store").toAbsolutePath();
  private static final HoldOwner NODE = new HoldOwner("node");
  private static final int RANDOM_SUBSETS = 3;

  /** What the user was told before power went. */
  private static final class Acknowledged {
    boolean created;
    final List<VersionId> versions = new ArrayList<>();
    Optional<VersionId> latest = Optional.empty();
    Optional<VersionId> production = Optional.empty();
    boolean held;
  }

  /**
   * A life of a store: created, two versions, an alias, a roll-back, a hold, a forgotten task, a
   * collection, an import.
   */
  private static Acknowledged live(PowerLossFileSystem disk) {
    var told = new Acknowledged();
    try {
      ModelStore store = ModelStore.openOrCreate(ROOT, Fixtures.environment(disk));
      told.created = true;
      publish(told, learn(store, BOTTLE, 1));
      publish(told, learn(store, PCB, 2));
      store.point(AliasName.PRODUCTION, new VersionId(1));
      told.production = Optional.of(new VersionId(1));
      store.point(AliasName.LATEST, new VersionId(1));
      told.latest = Optional.of(new VersionId(1));
      publish(told, learn(store, TILE, 3));
      store.hold(new VersionId(1), NODE, "");
      told.held = true;
      publish(told, store.forget(BOTTLE, "").version());
      told.versions.removeAll(List.of(new VersionId(2), new VersionId(3)));
      assertThat(store.collectGarbage(KeepPolicy.recent(1)))
          .containsExactly(new VersionId(2), new VersionId(3));
      publish(told, imported(store));
    } catch (StoreException.Io e) {
      assertThat(e).hasCauseInstanceOf(PowerLossFileSystem.PowerLoss.class);
    }
    return told;
  }

  private static Version imported(ModelStore store) {
    return store
        .importVersion(
            new ByteArrayInputStream(ArchiveTest.export(store, new VersionId(4))),
            new ImportOptions(1_000, true),
            TransferListener.none())
        .version();
  }

  private static void publish(Acknowledged told, Version version) {
    told.versions.add(version.id());
    told.latest = Optional.of(version.id());
  }

  /** Empty when the disk holds all that was acknowledged and nothing half-done. */
  private static Optional<String> broken(PowerLossFileSystem disk, Acknowledged told) {
    try {
      StoreEnvironment environment = Fixtures.environment(disk);
      ModelStore store =
          told.created
              ? ModelStore.open(ROOT, environment)
              : ModelStore.openOrCreate(ROOT, environment);
      StoreReport report = store.verifyAll();
      if (!report.ok()) {
        return Optional.of("half-done: " + report);
      }
      if (!store.versions().containsAll(told.versions)) {
        return Optional.of("lost one of " + told.versions + ", found " + store.versions());
      }
      Optional<VersionId> production = store.alias(AliasName.PRODUCTION);
      if (told.production.isPresent() && !production.equals(told.production)) {
        return Optional.of("production names " + production);
      }
      if (told.held && store.holds().size() != 1) {
        return Optional.of("the hold is lost");
      }
      if (told.latest.isPresent() && store.latest().isEmpty()) {
        return Optional.of("latest is lost");
      }
      store.sweep();
      learn(store, TILE, 9);
      return store.verifyAll().ok() ? Optional.empty() : Optional.of("the next publish is broken");
    } catch (StoreException e) {
      return Optional.of(e.toString());
    }
  }

  private static PowerLossFileSystem disk(Mutant mutant, int powerLossAt) {
    return PowerLossFileSystem.with(StoreLayout.directoryOf(ROOT), mutant, powerLossAt);
  }

  /** What is broken; a mutant is caught by the first problem. */
  private static List<String> losePowerEverywhere(Mutant mutant) {
    var whole = disk(mutant, Integer.MAX_VALUE);
    live(whole);
    List<String> problems = new ArrayList<>();
    for (int at = 0;
        at <= whole.operations() && (mutant == Mutant.NONE || problems.isEmpty());
        at++) {
      var disk = disk(mutant, at);
      Acknowledged told = live(disk);
      for (Bytes bytes : Bytes.values()) {
        for (Names names : Names.values()) {
          int subsets = names == Names.SOME ? RANDOM_SUBSETS : 1;
          for (int subset = 0; subset < subsets; subset++) {
            String where = "power loss at " + at + ", bytes " + bytes + ", names " + names + ": ";
            broken(disk.afterPowerLoss(names, bytes, at * 31L + subset), told)
                .ifPresent(problem -> problems.add(where + problem));
          }
        }
      }
    }
    return problems;
  }

  @Test
  void whatWasAcknowledgedSurvivesAndNothingIsHalfDone() {
    assertThat(losePowerEverywhere(Mutant.NONE)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
  void thisHarnessCatches(Mutant mutant) {
    assertThat(losePowerEverywhere(mutant)).isNotEmpty();
  }

  @Test
  void nothingIsLostWhilePowerIsOn() {
    var disk = disk(Mutant.NONE, Integer.MAX_VALUE);
    Acknowledged told = live(disk);
    assertThat(told.versions).containsExactly(new VersionId(1), new VersionId(4), new VersionId(5));
    assertThat(broken(disk, told)).isEmpty();
    assertThat(disk.isOff()).isFalse();
  }
}
