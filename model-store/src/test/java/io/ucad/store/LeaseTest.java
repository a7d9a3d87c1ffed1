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

/**
 * Reliability case 9 and workspaces: what a living process uses stays, what a dead one left goes.
 */
class LeaseTest {

  @TempDir Path root;
  private ModelStore store;

  @BeforeEach
  void publish() {
    store = Fixtures.create(root);
    learn(store, BOTTLE, 1);
  }

  @Test
  void aStagingOfThisProcessIsKept() {
    Version second =
        store.publish(
            Publication.on(store.latest())
                .put(
                    PCB,
                    out -> {
                      assertThat(ModelStore.open(root).sweep()).isEmpty();
                      out.write(1);
                    },
                    new JsonObject())
                .build());
    assertThat(store.verify(second.id()).ok()).isTrue();
  }

  @Test
  void aStagingOfALivingProcessIsKeptAndOfADeadOneSwept() throws Exception {
    try (ChildJvm child = ChildJvm.start(Publishing.Stuck.class, root);
        ChildJvm victim = ChildJvm.start(Publishing.Stuck.class, root)) {
      child.expect("staging");
      victim.expect("staging");
      assertThat(store.sweep()).isEmpty();
      assertThat(victim.killAfter(0)).isEmpty();
      assertThat(store.sweep()).hasSize(1);
      child.say("go on");
      assertThat(child.finish()).containsExactly("published");
    }
    assertThat(store.latest().orElseThrow().manifest().task(PCB)).isPresent();
    assertThat(root.resolve("staging")).isEmptyDirectory();
  }

  @Test
  void thisHarnessCatchesASweepThatAsksNoLease() throws Exception {
    ModelStore careless =
        ModelStore.open(
            root,
            Fixtures.environment(new WithoutLocks(StoreFileSystem.local(), StoreLayout.LEASE)));
    try (ChildJvm child = ChildJvm.start(Publishing.Stuck.class, root)) {
      child.expect("staging");
      assertThat(careless.sweep()).as("a live staging").isNotEmpty();
    }
  }

  @Test
  void whatHasNoLeaseIsSwept() throws IOException {
    Files.createDirectories(root.resolve("staging/s7/x"));
    Files.writeString(root.resolve("staging/latest.pointer"), "x");
    Files.createDirectories(root.resolve("pins"));
    Files.writeString(root.resolve("pins/v1-3.lease"), "");
    assertThat(store.sweep())
        .containsExactlyInAnyOrder("staging/s7", "staging/latest.pointer", "pins/v1-3.lease");
    assertThat(store.verifyAll().ok()).isTrue();
  }

  @Test
  void aWorkspaceBelongsToOneAttemptAtATimeAndKeepsItsCheckpoints() throws IOException {
    JobKey job = new JobKey("learn-bottle-1");
    try (Workspace first = store.workspace(job)) {
      Files.writeString(first.directory().resolve("epoch-3"), "state");
      assertThatThrownBy(() -> ModelStore.open(root).workspace(job))
          .isInstanceOf(StoreException.Busy.class);
      store.sweep();
    }
    Workspace second = store.workspace(job);
    assertThat(second.directory().resolve("epoch-3")).hasContent("state");
    second.discard();
    second.close();
    assertThat(root.resolve("work")).isEmptyDirectory();
  }

  @Test
  void aJobKeyCannotLeaveTheStore() {
    assertThatThrownBy(() -> new JobKey("../versions")).isInstanceOf(StoreException.Refused.class);
  }
}
