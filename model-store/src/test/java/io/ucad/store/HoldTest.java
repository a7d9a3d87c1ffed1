package io.ucad.store;

import static io.ucad.store.Fixtures.BOTTLE;
import static io.ucad.store.Fixtures.learn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A version that a deployment holds stays until it is released, whoever lives or dies. */
class HoldTest {

  private static final HoldOwner NODE = new HoldOwner("node-1");
  private static final HoldOwner OTHER = new HoldOwner("node-2");

  @TempDir Path root;
  private ModelStore store;

  @BeforeEach
  void publishFour() {
    store = Fixtures.create(root);
    for (int i = 0; i < 4; i++) {
      learn(store, BOTTLE, i);
    }
  }

  private static VersionId v(int number) {
    return new VersionId(number);
  }

  @Test
  void aHeldVersionIsNeverCollectedUntilItsLastOwnerReleasesIt() {
    store.hold(v(2), NODE, "http://node-1:8080");
    store.hold(v(2), OTHER, "http://node-2:8080");
    ModelStore another = ModelStore.open(root);
    assertThat(another.garbage(KeepPolicy.recent(0))).containsExactly(v(1), v(3));
    assertThat(another.collectGarbage(KeepPolicy.recent(0))).containsExactly(v(1), v(3));
    assertThat(another.release(v(2), NODE)).isTrue();
    assertThat(another.collectGarbage(KeepPolicy.recent(0))).isEmpty();
    assertThat(another.release(v(2), OTHER)).isTrue();
    assertThat(another.release(v(2), OTHER)).isFalse();
    assertThat(another.collectGarbage(KeepPolicy.recent(0))).containsExactly(v(2));
  }

  @Test
  void aHoldOutlivesTheProcessThatTookIt() throws Exception {
    try (ChildJvm child = ChildJvm.start(Publishing.Holding.class, root)) {
      child.expect("held");
      child.killAfter(0);
    }
    store.sweep();
    assertThat(store.collectGarbage(KeepPolicy.recent(0))).containsExactly(v(2), v(3));
    assertThat(store.holds())
        .singleElement()
        .satisfies(
            hold -> {
              assertThat(hold.version()).isEqualTo(v(1));
              assertThat(hold.owner()).isEqualTo(NODE);
              assertThat(hold.reason()).isEqualTo("http://node-1:8080");
              assertThat(hold.since()).isEqualTo(Fixtures.CLOCK.instant());
            });
  }

  @Test
  void holdingAgainReplacesTheReason() {
    store.hold(v(1), NODE, "first");
    store.hold(v(1), NODE, "second");
    assertThat(store.holds()).singleElement().extracting(Hold::reason).isEqualTo("second");
  }

  @Test
  void whatIsAbsentCannotBeHeld() {
    assertThatThrownBy(() -> store.hold(v(9), NODE, ""))
        .isInstanceOf(StoreException.NotFound.class);
    assertThatThrownBy(() -> new HoldOwner("../x")).isInstanceOf(StoreException.Refused.class);
    assertThat(store.holds()).isEmpty();
  }

  @Test
  void aHoldThatCannotBeReadStopsTheCollection() throws IOException {
    store.hold(v(1), NODE, "");
    Path file = root.resolve("holds/v1-node-1");
    byte[] intact = Files.readAllBytes(file);
    for (int i = 0; i < intact.length; i++) {
      byte[] broken = intact.clone();
      broken[i] ^= 1;
      Files.write(file, broken);
      assertThatThrownBy(() -> store.collectGarbage(KeepPolicy.recent(0)))
          .isInstanceOf(StoreException.Corrupt.class);
    }
    Files.write(root.resolve("holds/v2-node-1"), intact); // a copy under another name
    Files.write(file, intact);
    assertThatThrownBy(() -> store.collectGarbage(KeepPolicy.recent(0)))
        .isInstanceOf(StoreException.Corrupt.class);
    assertThat(store.versions()).hasSize(4);
  }
}
