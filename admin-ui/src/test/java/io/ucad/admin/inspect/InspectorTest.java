package io.ucad.admin.inspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ucad.admin.backbone.BackboneSource;
import io.ucad.admin.job.Bench;
import io.ucad.admin.testing.Database;
import io.ucad.admin.testing.Factory;
import io.ucad.detector.InspectionOptions;
import io.ucad.detector.image.DecodedImage;
import io.ucad.detector.image.ImageGuard;
import io.ucad.store.ModelStore;
import io.ucad.store.TaskName;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class InspectorTest {
  private static boolean pinned(ModelStore store, int version) {
    Path pins = store.root().resolve("pins");
    try (var all = Files.list(pins)) {
      return all.anyMatch(pin -> String.valueOf(pin.getFileName()).startsWith("v" + version + "-"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void fewVersionsStayLoadedAndAnswersOfManyThreadsAreThoseOfOne() throws Exception {
    var bench = new Bench(Database.H2);
    String task = bench.task("tile");
    String other = bench.task("fabric");
    ModelStore store = bench.node().get(ModelStore.class);
    List<Integer> versions = new ArrayList<>();
    versions.add(bench.learned(task));
    versions.add(bench.learned(other));
    versions.add(store.forget(new TaskName(other), "test").version().id().number());
    versions.add(bench.learned(other));
    DecodedImage image =
        bench.node().get(ImageGuard.class).decode(Factory.image("tile", "test/good/000.png"));
    var inspector = new Inspector(store, bench.node().get(BackboneSource.class));
    Map<Integer, Float> alone = new HashMap<>();
    for (int version : versions) {
      alone.put(version, score(inspector, version, image));
    }
    assertThat(inspector.versions()).isEqualTo(versions.subList(1, 4));
    assertThat(versions.subList(1, 4)).allMatch(version -> pinned(store, version));
    // The endpoint of the node follows the latest version and may hold an older one for a while.
    await().until(() -> !pinned(store, versions.get(0)));
    score(inspector, versions.get(1), image);
    score(inspector, versions.get(0), image);
    assertThat(inspector.versions())
        .as("the one asked longest ago went")
        .containsExactly(versions.get(3), versions.get(1), versions.get(0));
    try (var threads = Executors.newFixedThreadPool(6)) {
      List<Callable<Float>> questions = new ArrayList<>();
      for (int i = 0; i < 48; i++) {
        int version = versions.get(i % 4);
        questions.add(() -> score(inspector, version, image));
      }
      List<Future<Float>> answers = threads.invokeAll(questions);
      for (int i = 0; i < answers.size(); i++) {
        assertThat(answers.get(i).get()).isEqualTo(alone.get(versions.get(i % 4)));
      }
    }
    inspector.close();
    assertThat(inspector.versions()).isEmpty();
    await().until(() -> versions.subList(0, 3).stream().noneMatch(v -> pinned(store, v)));
  }

  private static float score(Inspector inspector, int version, DecodedImage image) {
    return inspector.ask(
        version, detector -> detector.inspect(image, InspectionOptions.DEFAULT).score());
  }
}
