package io.ucad.trainer.evaluate;

import ai.djl.ndarray.NDManager;
import com.google.gson.JsonObject;
import io.ucad.detector.Detector;
import io.ucad.detector.backbone.Backbone;
import io.ucad.detector.image.ImageGuard;
import io.ucad.evaluation.TaskMatrix;
import io.ucad.store.TaskEntry;
import io.ucad.store.TaskName;
import io.ucad.store.Version;
import io.ucad.store.VersionStore;
import io.ucad.trainer.data.MvtecDataset;
import io.ucad.trainer.learn.ContinualTrainer;
import io.ucad.trainer.learn.LearnException;
import io.ucad.trainer.learn.LearnRequest;
import io.ucad.trainer.learn.LearnResult;
import io.ucad.trainer.preset.Preset;
import io.ucad.trainer.progress.Cancellation;
import io.ucad.trainer.progress.Meter;
import io.ucad.trainer.progress.ProgressListener;
import io.ucad.trainer.region.RegionSegmenter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.function.Function;

/**
 * The protocol of method section 5: learn the tasks in a fixed order; after EVERY one, test the
 * version of that moment on every task learned so far, and on the next one for forward transfer.
 */
public final class ContinualProtocol {
  private static final double UNTRAINED_AUROC = 0.5;

  private static final Map<String, Function<TaskScore, OptionalDouble>> METRICS = metrics();

  private final Backbone backbone;
  private final NDManager manager;
  private final ImageGuard guard;
  private final RegionSegmenter segmenter;

  public ContinualProtocol(
      Backbone backbone, NDManager manager, ImageGuard guard, RegionSegmenter segmenter) {
    this.backbone = backbone;
    this.manager = manager;
    this.guard = guard;
    this.segmenter = segmenter;
  }

  private static Map<String, Function<TaskScore, OptionalDouble>> metrics() {
    Map<String, Function<TaskScore, OptionalDouble>> metrics = new LinkedHashMap<>();
    metrics.put("imageAuroc", TaskScore::imageAuroc);
    metrics.put("pixelAp", TaskScore::pixelAp);
    metrics.put("pixelAuroc", TaskScore::pixelAuroc);
    metrics.put("aupro", TaskScore::aupro);
    return metrics;
  }

  /**
   * Runs the protocol once.
   *
   * @param store that the versions go to; new, or of an earlier run of the same that was killed
   */
  public StreamRun run(
      VersionStore store,
      MvtecDataset data,
      List<String> tasks,
      Preset preset,
      long seed,
      ProgressListener listener,
      Cancellation cancellation) {
    long start = System.nanoTime();
    var trainer = new ContinualTrainer(store, backbone, manager, guard, segmenter);
    Map<String, List<List<OptionalDouble>>> rows = new LinkedHashMap<>();
    METRICS.keySet().forEach(metric -> rows.put(metric, new ArrayList<>()));
    List<OptionalDouble> before = new ArrayList<>();
    Map<String, String> decisions = new LinkedHashMap<>();
    List<TaskScore> scores = List.of();
    for (int l = 0; l < tasks.size(); l++) {
      String task = tasks.get(l);
      listener.message(
          "seed %d: learning %s, task %d of %d".formatted(seed, task, l + 1, tasks.size()));
      var request = new LearnRequest(new TaskName(task), data.training(task), preset, seed);
      Map<String, String> earlier = hashes(store);
      LearnResult learned = trainer.learn(request, listener, cancellation);
      Version version = store.version(learned.version());
      requireUntouched(earlier, version);
      decisions.put(task, decision(version, task));
      try (Detector detector = Detector.load(manager, backbone, version.files())) {
        List<String> tested = tasks.subList(0, Math.min(tasks.size(), l + 2));
        List<TaskScore> all = test(detector, data, tested, listener, cancellation);
        scores = all.subList(0, l + 1);
        List<TaskScore> stage = scores;
        rows.forEach(
            (metric, triangle) -> triangle.add(stage.stream().map(METRICS.get(metric)).toList()));
        if (all.size() > l + 1) {
          before.add(all.get(l + 1).imageAuroc());
        }
      }
    }
    Map<String, TaskMatrix> matrices = new LinkedHashMap<>();
    rows.forEach((metric, values) -> matrices.put(metric, new TaskMatrix(tasks, values)));
    return new StreamRun(
        seed,
        tasks,
        matrices,
        forwardTransfer(matrices, before),
        routingAccuracy(scores),
        scores,
        decisions,
        (System.nanoTime() - start) / 1e9);
  }

  private List<TaskScore> test(
      Detector detector,
      MvtecDataset data,
      List<String> tasks,
      ProgressListener listener,
      Cancellation cancellation) {
    var sets = tasks.stream().map(data::test).toList();
    int images = sets.stream().mapToInt(s -> s.images().size()).sum();
    var meter = new Meter(listener, cancellation, images);
    var evaluator = new Evaluator(guard);
    List<TaskScore> scores = new ArrayList<>();
    for (int j = 0; j < tasks.size(); j++) {
      scores.add(evaluator.evaluate(detector, tasks.get(j), sets.get(j), meter));
    }
    return scores;
  }

  private static Map<String, String> hashes(VersionStore store) {
    Map<String, String> hashes = new LinkedHashMap<>();
    store
        .latest()
        .ifPresent(
            v -> v.manifest().tasks().forEach(e -> hashes.put(e.task().toString(), e.sha256())));
    return hashes;
  }

  /** Nothing is forgotten: the files of earlier tasks are the same to the last byte. */
  private static void requireUntouched(Map<String, String> earlier, Version version) {
    for (TaskEntry entry : version.manifest().tasks()) {
      String before = earlier.get(entry.task().toString());
      if (before != null && !before.equals(entry.sha256())) {
        throw new LearnException(
            "expected the memory of '%s' to stay as it was, found other bytes in %s"
                .formatted(entry.task(), version.id()));
      }
    }
  }

  private static String decision(Version version, String task) {
    JsonObject prompts =
        version
            .manifest()
            .task(new TaskName(task))
            .orElseThrow()
            .attributes()
            .getAsJsonObject("prompts");
    return prompts.get("reason").getAsString();
  }

  private static OptionalDouble forwardTransfer(
      Map<String, TaskMatrix> matrices, List<OptionalDouble> before) {
    TaskMatrix matrix = matrices.get("imageAuroc");
    if (matrix == null || before.isEmpty()) {
      return OptionalDouble.empty();
    }
    List<OptionalDouble> untrained =
        before.stream().map(b -> OptionalDouble.of(UNTRAINED_AUROC)).toList();
    return matrix.fwt(before, untrained);
  }

  private static double routingAccuracy(List<TaskScore> scores) {
    long right = 0;
    long images = 0;
    for (TaskScore score : scores) {
      right += score.routedTo().getOrDefault(score.task(), 0L);
      images += score.images();
    }
    return images == 0 ? 0 : (double) right / images;
  }
}
