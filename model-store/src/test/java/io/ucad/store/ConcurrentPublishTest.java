package io.ucad.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Reliability case 7: threads and processes publish at once; numbers are distinct and increasing,
 * and no one's task is lost.
 */
class ConcurrentPublishTest {

  private static final int THREADS = 8;
  private static final int PROCESSES = 2;
  private static final int TIMES = 12;

  @TempDir Path root;

  @Test
  void threadsAndProcessesDoNotLoseEachOthersTasks() throws Exception {
    Fixtures.create(root);
    Map<String, List<VersionId>> published = new TreeMap<>();
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    List<ChildJvm> processes = new ArrayList<>();
    try {
      for (int i = 0; i < PROCESSES; i++) {
        processes.add(ChildJvm.start(Publishing.Counted.class, root, "process" + i, TIMES));
      }
      Map<String, Future<List<VersionId>>> futures = new TreeMap<>();
      for (int i = 0; i < THREADS; i++) {
        String task = "thread" + i;
        futures.put(task, threads.submit(publisher(task)));
      }
      for (var entry : futures.entrySet()) {
        published.put(entry.getKey(), entry.getValue().get());
      }
      for (int i = 0; i < PROCESSES; i++) {
        published.put(
            "process" + i, processes.get(i).finish().stream().map(VersionId::parse).toList());
      }
    } finally {
      threads.shutdownNow();
      processes.forEach(ChildJvm::close);
    }
    requireNoneLost(published);
  }

  private Callable<List<VersionId>> publisher(String task) {
    return () -> {
      ModelStore store = ModelStore.open(root);
      List<VersionId> ids = new ArrayList<>();
      for (int i = 0; i < TIMES; i++) {
        ids.add(Publishing.publish(store, task, i).id());
      }
      return ids;
    };
  }

  private void requireNoneLost(Map<String, List<VersionId>> published) {
    int total = (THREADS + PROCESSES) * TIMES;
    ModelStore store = ModelStore.open(root);
    assertThat(store.versions()).hasSize(total);
    assertThat(published.values().stream().flatMap(List::stream))
        .containsExactlyInAnyOrderElementsOf(store.versions());
    Manifest latest = store.latest().orElseThrow().manifest();
    assertThat(latest.id()).isEqualTo(new VersionId(total));
    published.forEach(
        (task, ids) -> {
          assertThat(ids).as(task).hasSize(TIMES).isSorted();
          assertThat(latest.task(new TaskName(task)).orElseThrow().since())
              .isEqualTo(ids.get(TIMES - 1));
        });
    for (VersionId id : store.versions().subList(1, total)) {
      assertThat(store.version(id).manifest().parent()).contains(new VersionId(id.number() - 1));
    }
    assertThat(store.verify(latest.id()).ok()).isTrue();
    assertThat(root.resolve("staging")).isEmptyDirectory();
  }
}
