package io.ucad.trainer.learn;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDManager;
import io.ucad.detector.backbone.Backbone;
import io.ucad.detector.image.ImageGuard;
import io.ucad.detector.image.ImageLimits;
import io.ucad.store.AliasName;
import io.ucad.store.ModelStore;
import io.ucad.store.TaskEntry;
import io.ucad.store.TaskName;
import io.ucad.store.Version;
import io.ucad.store.VersionId;
import io.ucad.trainer.progress.Cancellation;
import io.ucad.trainer.progress.ProgressListener;
import io.ucad.trainer.region.GraphSegmenter;
import java.io.BufferedReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** kill -9 at random points of a run: nothing half-published, nothing lost, the run resumes. */
class LearnKillTest {
  private static final int KILLS = 50;

  /** A run that resumes takes about this share of a whole one. */
  private static final double RESUMED = 0.6;

  @TempDir private Path folder;

  @Test
  void fiftyKillsLoseNothing() throws Exception {
    TinyFactory factory = TinyFactory.in(folder.resolve("factory"));
    Path whole = folder.resolve("whole");
    Path killed = folder.resolve("killed");
    for (Path store : List.of(whole, killed)) {
      learnFirst(factory, store);
    }
    long start = System.nanoTime();
    assertThat(run(whole, Long.MAX_VALUE)).isTrue();
    long micros = (System.nanoTime() - start) / 1000;
    var random = new SplittableRandom(7);
    int died = 0;
    for (int kill = 0; died < KILLS; kill++) {
      assertThat(kill).as("attempts to hit a run %d times", KILLS).isLessThan(6 * KILLS);
      boolean finished = run(killed, (long) (random.nextDouble() * RESUMED * micros));
      died += finished ? 0 : 1;
      ModelStore store = ModelStore.open(killed);
      assertThat(store.verifyAll().ok()).as("store after kill %d", kill).isTrue();
      assertThat(task(store.latest().orElseThrow(), "tile")).isPresent();
      for (VersionId id : store.versions()) {
        // A version that was killed before it became the latest is whole all the same.
        task(store.version(id), "fabric")
            .ifPresent(fabric -> assertThat(fabric.sha256()).isEqualTo(hash(whole)));
      }
      if (task(store.latest().orElseThrow(), "fabric").isPresent()) {
        // Start over, so that all kills hit a run.
        store.point(AliasName.LATEST, new VersionId(1));
      } else {
        assertThat(finished).as("kill %d lost what was acknowledged", kill).isFalse();
      }
    }
    run(killed, Long.MAX_VALUE);
    assertThat(hash(killed)).isEqualTo(hash(whole));
  }

  private static void learnFirst(TinyFactory factory, Path store) {
    try (Backbone backbone = factory.backbone();
        NDManager manager = NDManager.newBaseManager()) {
      new ContinualTrainer(
              ModelStore.openOrCreate(store),
              backbone,
              manager,
              new ImageGuard(ImageLimits.defaults()),
              new GraphSegmenter())
          .learn(
              factory.request("tile", TinyFactory.plain()),
              ProgressListener.NONE,
              new Cancellation());
    }
  }

  private static String hash(Path store) {
    return task(ModelStore.open(store).latest().orElseThrow(), "fabric").orElseThrow().sha256();
  }

  private static Optional<TaskEntry> task(Version version, String name) {
    return version.manifest().task(new TaskName(name));
  }

  /** Runs the child and kills it after a while; says whether it finished before. */
  private boolean run(Path store, long micros) throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-Xmx256m",
                "-Dai.djl.offline=true",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                LearnChild.class.getName(),
                folder.resolve("factory").toString(),
                store.toString())
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    try (BufferedReader lines = process.inputReader()) {
      assertThat(lines.readLine()).isEqualTo("started");
      if (micros != Long.MAX_VALUE && !process.waitFor(micros, TimeUnit.MICROSECONDS)) {
        process.toHandle().destroyForcibly();
      }
      assertThat(process.waitFor(2, TimeUnit.MINUTES)).isTrue();
      return "learned".equals(lines.readLine());
    }
  }
}
