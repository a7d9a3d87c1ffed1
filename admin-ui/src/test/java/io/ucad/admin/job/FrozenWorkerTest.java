package io.ucad.admin.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ucad.admin.testing.Database;
import io.ucad.admin.testing.Figures;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Reliability case 14: a worker process is frozen with SIGSTOP for longer than its heartbeat may be
 * missed, another takes its job over and publishes, and SIGCONT lets the first go on.
 */
class FrozenWorkerTest {
  private static final Duration LONG = Duration.ofMinutes(3);

  private final Bench bench = new Bench(Database.POSTGRESQL);
  private final Fleet fleet = new Fleet(bench);

  @AfterEach
  void end() {
    fleet.close();
  }

  @ParameterizedTest
  @EnumSource(names = {"PLAIN", "DEAF"})
  void whatItMissedItPublishesNothingWhenItGoesOn(WorkerChild.Mode mode) throws Exception {
    assertThat(versionsAfterThaw(mode, "refused %d")).isEqualTo(1);
    Figures.record(
        14,
        mode == WorkerChild.Mode.PLAIN
            ? "frozen, taken over, thawed: versions, where the frozen worker was refused"
            : "the same if it hears nothing until it publishes",
        mode == WorkerChild.Mode.PLAIN ? "1, its next write" : "1, publishing");
  }

  /** The mutant that shows that the harness would notice. */
  @Test
  void withoutTheCheckItWouldPublish() throws Exception {
    assertThat(versionsAfterThaw(WorkerChild.Mode.UNFENCED, "published %d")).isEqualTo(2);
    Figures.record(14, "the same without the check of the token (mutant): versions", "2");
  }

  private int versionsAfterThaw(WorkerChild.Mode mode, String last) throws Exception {
    String task = bench.task("tile");
    WorkerProcess zombie = fleet.start(mode).awaitReady();
    long job = bench.job(task);
    fleet.expect("epoch %d 2".formatted(job));
    zombie.freeze();
    WorkerProcess heir = fleet.start();
    await().atMost(LONG).until(() -> bench.row(job).state().ended());
    JobRow done = bench.row(job);
    assertThat(done.state()).as(done.problem()).isEqualTo(JobState.DONE);
    assertThat(done.worker()).isEqualTo(heir.name());
    assertThat(bench.made(task)).hasSize(1);
    zombie.thaw();
    fleet.expect(zombie, last.formatted(job));
    if (mode != WorkerChild.Mode.UNFENCED) {
      assertThat(zombie.isAlive()).isTrue();
      assertThat(bench.row(job)).as("the job after the zombie").isEqualTo(done);
    }
    return bench.made(task).size();
  }
}
