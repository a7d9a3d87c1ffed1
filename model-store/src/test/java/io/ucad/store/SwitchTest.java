package io.ucad.store;

import static io.ucad.store.Fixtures.BOTTLE;
import static io.ucad.store.Fixtures.learn;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Reliability case 11, as far as the store goes: an alias is switched and rolled back under load,
 * now and then to a corrupt version. Whoever follows it never fails.
 */
class SwitchTest {

  private static final int SWITCHES = 100;
  private static final int READERS = 3;
  private static final VersionId CORRUPT = new VersionId(3);

  @TempDir Path root;
  private ModelStore store;

  @BeforeEach
  void publishThreeOfWhichOneIsCorrupt() throws IOException {
    store = Fixtures.create(root);
    for (int i = 1; i <= 3; i++) {
      learn(store, BOTTLE, i);
    }
    store.point(AliasName.PRODUCTION, new VersionId(1));
    Path file = store.version(CORRUPT).file(BOTTLE);
    byte[] bytes = Files.readAllBytes(file);
    bytes[7] ^= 1;
    Files.write(file, bytes);
  }

  /** Moves an alias. */
  private interface Switch {
    void to(VersionId id) throws IOException;
  }

  /** What went wrong for those who follow the alias. */
  private List<String> switchUnderLoad(Switch alias) throws Exception {
    List<String> problems = new ArrayList<>();
    AtomicBoolean done = new AtomicBoolean();
    ExecutorService threads = Executors.newFixedThreadPool(READERS);
    try {
      List<Future<Integer>> readers = new ArrayList<>();
      for (int i = 0; i < READERS; i++) {
        readers.add(threads.submit(() -> follow(done)));
      }
      int refused = 0;
      for (int i = 0; i < SWITCHES; i++) {
        VersionId target = i % 10 == 9 ? CORRUPT : new VersionId(1 + i % 2);
        try {
          alias.to(target);
        } catch (StoreException.Corrupt e) {
          refused++;
        }
      }
      done.set(true);
      if (refused != SWITCHES / 10) {
        problems.add("refused " + refused + " switches");
      }
      for (Future<Integer> reader : readers) {
        try {
          assertThat(reader.get()).isPositive();
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

  private int follow(AtomicBoolean done) throws IOException {
    ModelStore following = ModelStore.open(root);
    int loads = 0;
    do {
      try (Pin pin = following.pin(AliasName.PRODUCTION)) {
        int number = pin.version().id().number();
        assertThat(Files.readAllBytes(pin.version().file(BOTTLE)))
            .isEqualTo(Fixtures.bytes(number, 100));
        loads++;
      }
    } while (!done.get());
    return loads;
  }

  @Test
  void whoFollowsAnAliasNeverFails() throws Exception {
    assertThat(switchUnderLoad(id -> store.point(AliasName.PRODUCTION, id))).isEmpty();
  }

  @Test
  void thisHarnessCatchesAnAliasThatIsMovedWithoutRereading() throws Exception {
    StoreContext context = StoreContext.of(root, Fixtures.environment(StoreFileSystem.local()));
    Aliases aliases = new Aliases(context);
    assertThat(
            switchUnderLoad(
                id -> {
                  context
                      .lock()
                      .locked(
                          () -> {
                            aliases.point(AliasName.PRODUCTION, id);
                            return id;
                          });
                }))
        .isNotEmpty();
  }
}
