package io.ucad.admin.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ucad.admin.settings.AdminSettings;
import io.ucad.admin.testing.Database;
import io.ucad.store.ModelStore;
import io.ucad.store.TaskName;
import io.ucad.store.VersionId;
import java.nio.file.Path;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** kill -9 of workers in the middle of a job on PostgreSQL: another finishes it, and once only. */
class KilledWorkerTest {
  private static final Duration LONG = Duration.ofMinutes(3);
  private static final int KILLS = 2;

  @Test
  void aJobWhoseWorkersAreKilledIsFinishedOnce() throws Exception {
    var bench = new Bench(Database.POSTGRESQL);
    List<String> tasks = List.of(bench.task("tile"), bench.task("fabric"));
    long job = bench.job(tasks.toArray(String[]::new));
    var random = new SplittableRandom(11);
    for (int kill = 1; kill <= KILLS; kill++) {
      int attempt = kill;
      Process child = child(bench);
      try {
        await()
            .atMost(LONG)
            .until(() -> bench.row(job).attempts() == attempt && bench.row(job).progress() > 0);
        TimeUnit.MILLISECONDS.sleep(random.nextInt(1500));
      } finally {
        child.destroyForcibly().waitFor();
      }
      assertThat(bench.row(job).state()).as("after kill %d", kill).isEqualTo(JobState.RUNNING);
      assertThat(bench.store().verifyAll().ok()).isTrue();
    }
    try (Worker heir = bench.worker("heir")) {
      heir.start();
      await().atMost(LONG).until(() -> bench.row(job).state().ended());
    }
    JobRow done = bench.row(job);
    assertThat(done.state()).as(done.problem()).isEqualTo(JobState.DONE);
    assertThat(done.attempts()).isEqualTo(KILLS + 1);
    for (String task : tasks) {
      assertThat(madeFor(bench.store(), task)).as("versions made for " + task).hasSize(1);
    }
  }

  private static List<VersionId> madeFor(ModelStore store, String task) {
    return store.versions().stream()
        .filter(
            id ->
                store.version(id).manifest().task(new TaskName(task)).stream()
                    .anyMatch(entry -> entry.since().equals(id)))
        .toList();
  }

  private static Process child(Bench bench) throws Exception {
    AdminSettings settings = bench.node().get(AdminSettings.class);
    String address;
    try (Connection connection = bench.node().get(DataSource.class).getConnection()) {
      address = connection.getMetaData().getURL();
    }
    Path log = settings.workspace().resolve("child.log");
    return new ProcessBuilder(
            Stream.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-Xmx1g",
                    "-Dai.djl.offline=true",
                    "--enable-native-access=ALL-UNNAMED",
                    "-cp",
                    System.getProperty("java.class.path"),
                    WorkerChild.class.getName(),
                    settings.workspace().toString(),
                    settings.backbone().orElseThrow().toString(),
                    address.contains("user=") ? address : address + "?user=postgres")
                .toList())
        .redirectErrorStream(true)
        .redirectOutput(log.toFile())
        .start();
  }
}
