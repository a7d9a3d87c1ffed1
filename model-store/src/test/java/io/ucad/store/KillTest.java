package io.ucad.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Reliability case 1: SIGKILL at random points of publishing. Nothing is half-published and nothing
 * acknowledged is lost.
 */
class KillTest {

  private static final int KILLS = 50;
  private static final int STARTED_AHEAD = 2;
  private static final long LONGEST_LIFE_MICROS = 60_000;

  @TempDir Path root;
  private final List<String> problems = new ArrayList<>();
  private final Random random = new Random(1);
  private int checked;
  private int amidPublish;

  private void kill(String files, int kills, boolean stopAtFirstProblem)
      throws IOException, InterruptedException {
    ModelStore store = Fixtures.create(root);
    Publishing.publishLarge(store, "task0", -1);
    Deque<ChildJvm> children = new ArrayDeque<>();
    try {
      for (int i = 0; i < kills && !(stopAtFirstProblem && !problems.isEmpty()); i++) {
        while (children.size() < STARTED_AHEAD) {
          children.add(ChildJvm.start(Publishing.Endless.class, root, files, random.nextInt()));
        }
        try (ChildJvm child = children.remove()) {
          child.expect("ready");
          child.say("go");
          // The first publish of a young process is slow: it is a point of its own in one run of
          // five.
          if (random.nextInt(5) > 0) {
            child.expect("acknowledged v" + (newest(store) + 1));
          }
          check(store, child.killAfter(random.nextLong(LONGEST_LIFE_MICROS)));
        }
      }
    } finally {
      children.forEach(ChildJvm::close);
    }
  }

  private static int newest(ModelStore store) {
    List<VersionId> versions = store.versions();
    return versions.get(versions.size() - 1).number();
  }

  private void check(ModelStore store, List<String> said) {
    List<VersionId> versions = store.versions();
    for (VersionId id : versions) {
      if (id.number() > checked) {
        VerifyReport report = store.verify(id);
        if (!report.ok()) {
          problems.add("half-published: " + report);
          return;
        }
      }
    }
    for (String line : said) {
      VersionId id = VersionId.parse(line.substring("acknowledged ".length()));
      if (!versions.contains(id) || store.latest().orElseThrow().id().compareTo(id) < 0) {
        problems.add("lost " + id + ", found " + versions + ", latest " + store.latest());
      }
    }
    if (store.sweep().stream().anyMatch(name -> name.startsWith("staging"))) {
      amidPublish++;
    }
    checked = newest(store);
    store.collectGarbage(KeepPolicy.recent(1));
  }

  @Test
  void nothingIsHalfPublishedAndNothingAcknowledgedIsLost()
      throws IOException, InterruptedException {
    kill("local", KILLS, false);
    assertThat(problems).isEmpty();
    assertThat(amidPublish).as("kills that hit a publish").isGreaterThan(KILLS / 4);
    ModelStore store = ModelStore.open(root);
    Publishing.publishLarge(store, "task1", 99);
    assertThat(store.verifyAll().ok()).isTrue();
    assertThat(root.resolve("staging")).isEmptyDirectory();
  }

  @Test
  void thisHarnessCatchesAStoreWithoutStaging() throws IOException, InterruptedException {
    kill("without-staging", 4 * KILLS, true);
    assertThat(problems).isNotEmpty();
  }
}
