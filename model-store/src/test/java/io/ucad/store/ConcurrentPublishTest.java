package io.ucad.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
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

  /** 100 is the case as promised; less by default, as every publish waits for the disk. */
  private static final int TIMES = Integer.getInteger("ucad.store.publishes", 20);

  private static final int FEW = 10;

  @TempDir Path root;

  @Test
  void threadsAndProcessesDoNotLoseEachOthersTasks() throws Exception {
    assertThat(publishAtOnce(TIMES, "local")).isEmpty();
    assertThat(ModelStore.open(root).verifyAll().ok()).isTrue();
    assertThat(root.resolve("staging")).isEmptyDirectory();
  }

  @Test
  void thisHarnessCatchesAStoreWithoutALock() throws Exception {
    assertThat(publishAtOnce(FEW, "without-lock")).isNotEmpty();
  }

  /** What is wrong after all have published at once. */
  private List<String> publishAtOnce(int times, String files) throws Exception {
    Fixtures.create(root);
    Map<String, List<VersionId>> published = new TreeMap<>();
    List<String> problems = new ArrayList<>();
    ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    List<ChildJvm> processes = new ArrayList<>();
    try {
      for (int i = 0; i < PROCESSES; i++) {
        processes.add(ChildJvm.start(Publishing.Counted.class, root, "process" + i, times, files));
      }
      Map<String, Future<List<VersionId>>> futures = new TreeMap<>();
      for (int i = 0; i < THREADS; i++) {
        String task = "thread" + i;
        futures.put(task, threads.submit(publisher(task, times, files)));
      }
      for (var entry : futures.entrySet()) {
        try {
          published.put(entry.getKey(), entry.getValue().get());
        } catch (ExecutionException e) {
          problems.add(entry.getKey() + ": " + e.getCause());
        }
      }
      for (int i = 0; i < PROCESSES; i++) {
        List<String> said = processes.get(i).linesToTheEnd();
        try {
          published.put("process" + i, said.stream().map(VersionId::parse).toList());
        } catch (StoreException.Refused e) {
          problems.add("process" + i + ": " + said.get(said.size() - 1));
        }
      }
    } finally {
      threads.shutdownNow();
      processes.forEach(ChildJvm::close);
    }
    problems.addAll(lost(published, times));
    return problems;
  }

  private Callable<List<VersionId>> publisher(String task, int times, String files) {
    return () -> {
      ModelStore store = Publishing.open(root, files);
      List<VersionId> ids = new ArrayList<>();
      for (int i = 0; i < times; i++) {
        ids.add(Publishing.publish(store, task, i).id());
      }
      return ids;
    };
  }

  private List<String> lost(Map<String, List<VersionId>> published, int times) {
    List<String> problems = new ArrayList<>();
    int total = (THREADS + PROCESSES) * times;
    ModelStore store = ModelStore.open(root);
    List<VersionId> versions = store.versions();
    List<VersionId> acknowledged =
        published.values().stream().flatMap(List::stream).sorted().toList();
    if (versions.size() != total || !acknowledged.equals(versions)) {
      problems.add(
          "expected "
              + total
              + " versions, found "
              + versions.size()
              + ", acknowledged "
              + acknowledged.size());
      return problems;
    }
    Manifest latest = store.latest().orElseThrow().manifest();
    if (!latest.id().equals(new VersionId(total))) {
      problems.add("latest is " + latest.id());
    }
    published.forEach(
        (task, ids) -> {
          if (ids.size() != times || !ids.stream().sorted().toList().equals(ids)) {
            problems.add(task + " published " + ids);
          }
          Optional<VersionId> since = latest.task(new TaskName(task)).map(TaskEntry::since);
          if (!since.equals(Optional.of(ids.get(ids.size() - 1)))) {
            problems.add(
                task + " was learned last in " + ids.get(ids.size() - 1) + ", not " + since);
          }
        });
    for (VersionId id : versions.subList(1, total)) {
      if (!store
          .version(id)
          .manifest()
          .parent()
          .equals(Optional.of(new VersionId(id.number() - 1)))) {
        problems.add(id + " was built on " + store.version(id).manifest().parent());
      }
    }
    return problems;
  }
}
