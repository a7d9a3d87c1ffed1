package io.ucad.admin.job;

import ai.djl.ndarray.NDManager;
import io.ucad.admin.backbone.BackboneSource;
import io.ucad.admin.files.ImageFiles;
import io.ucad.admin.job.JobLedger.Claim;
import io.ucad.admin.job.JobLedger.Part;
import io.ucad.admin.task.TaskData;
import io.ucad.admin.version.VersionIndex;
import io.ucad.detector.Detector;
import io.ucad.detector.backbone.Backbone;
import io.ucad.detector.image.ImageGuard;
import io.ucad.store.JobKey;
import io.ucad.store.ModelStore;
import io.ucad.store.TaskEntry;
import io.ucad.store.TaskName;
import io.ucad.store.VersionId;
import io.ucad.trainer.data.TrainingImage;
import io.ucad.trainer.data.TrainingImages;
import io.ucad.trainer.evaluate.Evaluator;
import io.ucad.trainer.learn.Attempt;
import io.ucad.trainer.learn.ContinualTrainer;
import io.ucad.trainer.learn.LearnRequest;
import io.ucad.trainer.learn.LearnResult;
import io.ucad.trainer.preset.Preset;
import io.ucad.trainer.progress.Cancellation;
import io.ucad.trainer.progress.Meter;
import io.ucad.trainer.progress.ProgressListener;
import io.ucad.trainer.region.GraphSegmenter;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.stereotype.Component;

/** One attempt at a job: learns what is not learned yet, and measures every version that comes. */
@Component
class LearnRun {
  /** Learning takes most of the time of a part, testing the rest. */
  private static final double LEARNING = 0.8;

  private final JobLedger ledger;
  private final ImageFiles files;
  private final TaskData data;
  private final VersionIndex index;
  private final ModelStore store;
  private final BackboneSource backbones;
  private final ImageGuard guard;
  private final Function<String, Preset> presets;
  private final Duration pause;

  /**
   * @param pause between two writes of progress at least
   */
  LearnRun(
      JobLedger ledger,
      ImageFiles files,
      TaskData data,
      VersionIndex index,
      ModelStore store,
      BackboneSource backbones,
      ImageGuard guard,
      Function<String, Preset> presets,
      @Value("400ms") Duration pause) {
    this.ledger = ledger;
    this.files = files;
    this.data = data;
    this.index = index;
    this.store = store;
    this.backbones = backbones;
    this.guard = guard;
    this.presets = presets;
    this.pause = pause;
  }

  /**
   * Works on a job until it is done.
   *
   * @param stopping whether the process is shutting down
   * @throws RuntimeException for whatever ends the attempt early
   */
  void run(Claim claim, BooleanSupplier stopping) {
    Backbone backbone = backbones.get();
    List<Part> parts = ledger.parts(claim.job());
    var cancellation = new Cancellation();
    try (NDManager manager = NDManager.newBaseManager()) {
      var trainer = new ContinualTrainer(store, backbone, manager, guard, new GraphSegmenter());
      for (int place = 0; place < parts.size(); place++) {
        Part part = parts.get(place);
        if (part.learned()) {
          continue;
        }
        double from = (double) place / parts.size();
        double width = 1.0 / parts.size();
        var learning =
            new LearnProgress(
                ledger,
                claim,
                part.id(),
                from,
                from + LEARNING * width,
                cancellation,
                stopping,
                pause);
        VersionId version = learn(trainer, claim, part, learning, cancellation);
        var measuring =
            new LearnProgress(
                ledger,
                claim,
                part.id(),
                from + LEARNING * width,
                from + width,
                cancellation,
                stopping,
                pause);
        measure(version, backbone, manager, measuring, cancellation);
        ledger.learned(claim, part.id(), version.number());
      }
    }
  }

  private VersionId learn(
      ContinualTrainer trainer,
      Claim claim,
      Part part,
      ProgressListener progress,
      Cancellation cancellation) {
    progress.message("learning " + part.task());
    List<TrainingImage> images =
        ledger.snapshot(part.id()).stream()
            .map(image -> new TrainingImage(files.file(image.sha256()), image.name()))
            .toList();
    var request =
        new LearnRequest(
            new TaskName(part.task()),
            new TrainingImages(images),
            part.region(),
            claim.adjustment().on(presets.apply(claim.preset())),
            claim.seed());
    var attempt =
        new Attempt(
            parent -> ledger.requireCurrent(claim),
            Optional.of(new JobKey("job-%d-%d".formatted(claim.job(), claim.fence()))));
    long began = System.nanoTime();
    LearnResult result = trainer.learn(request, progress, cancellation, attempt);
    if (!result.alreadyLearned() && claim.attempts() == 1) {
      ledger.took(claim, part.id(), Duration.ofNanos(System.nanoTime() - began));
    }
    index.madeBy(result.version(), claim.job());
    progress.message("%s holds %s".formatted(result.version(), part.task()));
    return result.version();
  }

  /** Tests a version on every task that has test images: a row of the matrix. */
  private void measure(
      VersionId id,
      Backbone backbone,
      NDManager manager,
      ProgressListener progress,
      Cancellation cancellation) {
    var version = store.version(id);
    Map<String, TaskData.Test> tests = new LinkedHashMap<>();
    for (TaskEntry entry : version.manifest().tasks()) {
      data.test(entry.task().value()).ifPresent(test -> tests.put(entry.task().value(), test));
    }
    int images = tests.values().stream().mapToInt(t -> t.images().images().size()).sum();
    if (images == 0) {
      progress.message("there are no test images; %s is not measured".formatted(id));
      return;
    }
    var meter = new Meter(progress, cancellation, images);
    var evaluator = new Evaluator(guard);
    try (Detector detector = Detector.load(manager, backbone, version.files())) {
      tests.forEach(
          (task, test) ->
              index.measured(
                  id, test.taskId(), evaluator.evaluate(detector, task, test.images(), meter)));
    }
  }
}
