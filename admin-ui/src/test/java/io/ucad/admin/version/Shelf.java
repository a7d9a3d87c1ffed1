package io.ucad.admin.version;

import com.google.gson.JsonObject;
import io.ucad.admin.AdminNode;
import io.ucad.admin.settings.AdminSettings;
import io.ucad.admin.settings.NodeRole;
import io.ucad.admin.task.TaskService;
import io.ucad.admin.testing.As;
import io.ucad.admin.testing.Database;
import io.ucad.admin.testing.Nodes;
import io.ucad.detector.Verdict;
import io.ucad.evaluation.Auroc;
import io.ucad.evaluation.AveragePrecision;
import io.ucad.evaluation.F1Max;
import io.ucad.evaluation.RankedScores;
import io.ucad.store.ModelStore;
import io.ucad.store.Publication;
import io.ucad.store.TaskName;
import io.ucad.store.Version;
import io.ucad.store.VersionId;
import io.ucad.trainer.data.TestImage;
import io.ucad.trainer.evaluate.ImageResult;
import io.ucad.trainer.evaluate.TaskScore;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * A node of its own whose versions hold a few bytes a task, so that a test says itself what was
 * measured of them.
 */
final class Shelf {
  private static final Map<Database, AdminNode> NODES = new EnumMap<>(Database.class);

  private final AdminNode node;
  private final String suffix = "-" + UUID.randomUUID().toString().substring(0, 8);

  Shelf(Database database) {
    node = node(database);
  }

  private static synchronized AdminNode node(Database database) {
    return NODES.computeIfAbsent(
        database,
        d -> {
          try {
            Path folder = Files.createTempDirectory("ucad-shelf");
            return Nodes.start(
                new AdminSettings(folder, Optional.empty(), true, NodeRole.UI),
                database.address(folder));
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        });
  }

  <T> T get(Class<T> type) {
    return node.get(type);
  }

  ModelStore store() {
    return get(ModelStore.class);
  }

  /** Starts with an empty version, so that no task of another test is there. */
  void clear() {
    Optional<Version> latest = store().latest();
    if (latest.isPresent() && !latest.get().manifest().tasks().isEmpty()) {
      var next = Publication.on(latest.get().id());
      latest.get().manifest().tasks().forEach(entry -> next.forget(entry.task()));
      store().publish(next.build());
    }
  }

  /** A task of this test, registered. */
  String task(String name) {
    String full = name + suffix;
    As.admin(
        () -> {
          get(TaskService.class).register(full, full, "");
        });
    return full;
  }

  /** A version on the latest one with new bytes for a task. */
  int publish(String task, String bytes) {
    VersionId id =
        store()
            .publish(
                Publication.on(store().latest())
                    .put(
                        new TaskName(task),
                        out -> out.write(bytes.getBytes(StandardCharsets.UTF_8)),
                        new JsonObject())
                    .summary("learned " + task)
                    .build())
            .id();
    get(VersionIndex.class).sync();
    return id.number();
  }

  /**
   * Says what was measured.
   *
   * @param good scores of good images
   * @param defective scores of defective images
   */
  void measure(int version, String task, float[] good, float[] defective) {
    measure(version, task, results(task, good, defective));
  }

  List<ImageResult> results(String task, float[] good, float[] defective) {
    List<ImageResult> results = new ArrayList<>();
    for (int i = 0; i < good.length + defective.length; i++) {
      boolean bad = i >= good.length;
      String kind = bad ? "crack" : "good";
      String name = "test/%s/%03d.png".formatted(kind, i);
      results.add(
          new ImageResult(
              new TestImage(Path.of(name), name, bad, kind, Optional.empty()),
              task,
              bad ? defective[i - good.length] : good[i],
              0.5f,
              Verdict.OK));
    }
    return results;
  }

  void measure(int version, String task, List<ImageResult> results) {
    float[] scores = new float[results.size()];
    boolean[] labels = new boolean[results.size()];
    for (int i = 0; i < scores.length; i++) {
      scores[i] = results.get(i).score();
      labels[i] = results.get(i).image().defective();
    }
    RankedScores ranked = RankedScores.of(scores, labels);
    var score =
        new TaskScore(
            task,
            results.size(),
            Auroc.of(ranked),
            AveragePrecision.of(ranked),
            F1Max.of(ranked),
            List.of(),
            Optional.empty(),
            Map.of(task, (long) results.size()),
            0,
            0,
            0,
            0,
            results);
    long id =
        get(JdbcClient.class)
            .sql("select id from task where name = :name")
            .param("name", task)
            .query(Long.class)
            .single();
    get(VersionIndex.class).measured(new VersionId(version), id, score);
  }

  /** Sheets kept of a task. */
  int sheets(String task) {
    return get(JdbcClient.class)
        .sql("select count(*) from score_sheet s join task t on t.id = s.task_id where t.name = :t")
        .param("t", task)
        .query(Integer.class)
        .single();
  }
}
