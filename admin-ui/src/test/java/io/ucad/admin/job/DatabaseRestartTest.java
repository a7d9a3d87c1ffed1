package io.ucad.admin.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ucad.admin.AdminNode;
import io.ucad.admin.settings.AdminSettings;
import io.ucad.admin.settings.NodeRole;
import io.ucad.admin.testing.Figures;
import io.ucad.admin.testing.Nodes;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Reliability case 16: PostgreSQL crashes and comes back again and again while two workers learn.
 * No job is lost, none fails for it, and no version is made twice.
 */
class DatabaseRestartTest {
  private static final int RESTARTS = Integer.getInteger("ucad.jobs.restarts", 4);
  private static final Duration LONG = Duration.ofMinutes(3);
  private static final Duration SOON = Duration.ofSeconds(30);

  @TempDir private Path folder;

  @Test
  void nothingIsLostOrDoubledAndWorkGoesOnSoon() throws Exception {
    var settings =
        new AdminSettings(
            folder, Optional.of(Nodes.backbone(folder).toString()), true, NodeRole.UI);
    var random = new SplittableRandom(16);
    Duration slowest = Duration.ZERO;
    try (var postgres = new RestartablePostgres(folder);
        AdminNode node = Nodes.start(settings, postgres.address())) {
      var bench = new Bench(node);
      List<String> tasks = new ArrayList<>();
      List<Long> jobs = new ArrayList<>();
      try (Worker one = bench.worker("one");
          Worker two = bench.worker("two")) {
        one.start();
        two.start();
        for (int restart = 0; restart < RESTARTS; restart++) {
          tasks.add(bench.task(restart % 2 == 0 ? "tile" : "fabric"));
          jobs.add(bench.job(tasks.get(restart)));
          TimeUnit.MILLISECONDS.sleep(random.nextInt(1500));
          postgres.crash();
          long back = System.nanoTime();
          bench.row(jobs.get(restart));
          Duration took = Duration.ofNanos(System.nanoTime() - back);
          slowest = took.compareTo(slowest) > 0 ? took : slowest;
          assertThat(took).as("until it is answered again").isLessThan(SOON);
        }
        for (long job : jobs) {
          await().atMost(LONG).until(() -> bench.row(job).state().ended());
        }
      }
      assertThat(jobs)
          .allSatisfy(
              job ->
                  assertThat(bench.row(job).state())
                      .as(bench.row(job).problem())
                      .isEqualTo(JobState.DONE));
      assertThat(tasks).allSatisfy(task -> assertThat(bench.made(task)).hasSize(1));
      assertThat(bench.store().verifyAll().ok()).isTrue();
    }
    Figures.record(
        16,
        "crashes of PostgreSQL while two workers learn: crashes, jobs done of asked for, versions made twice, slowest answer after its return in s",
        "%d, %d of %d, 0, %.2f"
            .formatted(RESTARTS, RESTARTS, RESTARTS, slowest.toMillis() / 1000.0));
  }
}
