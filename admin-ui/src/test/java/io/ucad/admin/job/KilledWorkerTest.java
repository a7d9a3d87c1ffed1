package io.ucad.admin.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ucad.admin.testing.Database;
import io.ucad.admin.testing.Figures;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * Reliability cases 13 and 15: two worker processes on one PostgreSQL, of which one dies: by
 * SIGKILL at random points of training, checkpoints, publishing and completing, or by the job
 * itself.
 */
class KilledWorkerTest {
  private static final int KILLS = Integer.getInteger("ucad.jobs.kills", 6);
  private static final Duration LONG = Duration.ofMinutes(3);

  private final Bench bench = new Bench(Database.POSTGRESQL);
  private final Fleet fleet = new Fleet(bench);

  @AfterEach
  void end() {
    fleet.close();
  }

  /** Where a worker is killed: so long after it said a line. */
  private enum Point {
    TRAIN("epoch %d 1", 20_000),
    CHECKPOINT("epoch %d 2", 20_000),
    BUILD("epoch %d 3", 300_000),
    PUBLISH("publish %d", 12_000),
    COMPLETE("published %d", 60_000),
    END("ending %d", 3_000);

    private final String line;
    private final int micros;

    Point(String line, int micros) {
      this.line = line;
      this.micros = micros;
    }
  }

  @Test
  void anotherWorkerFinishesTheJobAndOneVersionResults() throws Exception {
    var random = new SplittableRandom(13);
    int finishedByOther = 0;
    int publishedBefore = 0;
    Deque<WorkerProcess> alive = new ArrayDeque<>(List.of(fleet.start(), fleet.start()));
    for (int kill = 0; kill < KILLS; kill++) {
      Point point = Point.values()[kill % Point.values().length];
      String task = bench.task("tile");
      for (WorkerProcess worker : alive) {
        worker.awaitReady();
      }
      WorkerProcess next = fleet.start();
      long job = bench.job(task);
      WorkerProcess victim = fleet.expect(point.line.formatted(job));
      TimeUnit.NANOSECONDS.sleep(1000L * random.nextInt(point.micros));
      victim.kill();
      boolean ended = bench.row(job).state().ended();
      publishedBefore += bench.made(task).isEmpty() || ended ? 0 : 1;
      await().atMost(LONG).until(() -> bench.row(job).state().ended());
      JobRow row = bench.row(job);
      assertThat(row.state()).as("%s: %s", point, row.problem()).isEqualTo(JobState.DONE);
      assertThat(bench.made(task)).as("versions made for %s, killed at %s", task, point).hasSize(1);
      assertThat(row.worker().equals(victim.name())).as("who finished").isEqualTo(ended);
      finishedByOther += ended ? 0 : 1;
      alive.remove(victim);
      alive.add(next);
    }
    assertThat(bench.store().verifyAll().ok()).isTrue();
    assertThat(finishedByOther).as("kills in the middle of a job").isGreaterThan(KILLS / 2);
    Figures.record(
        13,
        "workers killed with SIGKILL in %d phases of a job: killed, finished by the other worker, of these published before the kill, jobs with other than one version"
            .formatted(Point.values().length),
        "%d, %d, %d, 0".formatted(KILLS, finishedByOther, publishedBefore));
  }

  /** It is dead after as many attempts as a job has; the other workers go on with other jobs. */
  @Test
  void aJobThatKillsItsWorkerEveryTimeIsGivenUpAndOthersRun() throws Exception {
    Deque<WorkerProcess> alive = new ArrayDeque<>(List.of(fleet.start(), fleet.start()));
    for (WorkerProcess worker : alive) {
      worker.awaitReady();
    }
    long poison = bench.job(WorkerChild.POISON, bench.task("tile"));
    List<Long> others = List.of(bench.job(bench.task("fabric")), bench.job(bench.task("tile")));
    int killed = 0;
    while (!bench.row(poison).state().ended()) {
      for (WorkerProcess dead : alive.stream().filter(w -> !w.isAlive()).toList()) {
        alive.remove(dead);
        alive.add(fleet.start());
        killed++;
      }
      TimeUnit.MILLISECONDS.sleep(100);
    }
    for (long other : others) {
      await().atMost(LONG).until(() -> bench.row(other).state().ended());
      assertThat(bench.row(other).state()).isEqualTo(JobState.DONE);
    }
    assertThat(bench.row(poison).state()).isEqualTo(JobState.FAILED);
    assertThat(bench.row(poison).problem()).contains("given up");
    assertThat(killed).isEqualTo(JobLedger.MOST_ATTEMPTS);
    Figures.record(
        15,
        "a job that ends the JVM of its worker every time: workers ended, its state, other jobs done",
        "%d, %s, %d of %d"
            .formatted(killed, bench.row(poison).state(), others.size(), others.size()));
  }
}
