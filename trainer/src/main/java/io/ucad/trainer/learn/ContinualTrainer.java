package io.ucad.trainer.learn;

import ai.djl.ndarray.NDManager;
import com.google.gson.JsonObject;
import io.ucad.detector.backbone.Backbone;
import io.ucad.detector.features.FeatureSpec;
import io.ucad.detector.image.ImageGuard;
import io.ucad.detector.image.Preprocessor;
import io.ucad.detector.image.RegionOfInterest;
import io.ucad.detector.memory.BackboneId;
import io.ucad.detector.memory.MemoryFile;
import io.ucad.detector.memory.ScoringSpec;
import io.ucad.detector.memory.SmokeImage;
import io.ucad.detector.memory.TaskMemory;
import io.ucad.store.JobKey;
import io.ucad.store.OnConflict;
import io.ucad.store.Publication;
import io.ucad.store.TaskEntry;
import io.ucad.store.Version;
import io.ucad.store.VersionStore;
import io.ucad.store.Workspace;
import io.ucad.trainer.data.TrainingImage;
import io.ucad.trainer.memory.Embedder;
import io.ucad.trainer.memory.ImageSource;
import io.ucad.trainer.memory.MemoryBuilder;
import io.ucad.trainer.memory.SmokeChoice;
import io.ucad.trainer.memory.Sources;
import io.ucad.trainer.preset.Preset;
import io.ucad.trainer.preset.Presets;
import io.ucad.trainer.progress.Cancellation;
import io.ucad.trainer.progress.CancelledException;
import io.ucad.trainer.progress.Meter;
import io.ucad.trainer.progress.ProgressListener;
import io.ucad.trainer.prompt.CheckpointFiles;
import io.ucad.trainer.prompt.PromptDecision;
import io.ucad.trainer.prompt.PromptLearner;
import io.ucad.trainer.region.RegionSegmenter;
import java.util.List;
import java.util.Optional;

/**
 * Learns tasks one after another into a store. A killed run resumes from its last checkpoint to the
 * same result; a cancelled one leaves nothing behind; asking again for what was learned does
 * nothing.
 */
public final class ContinualTrainer {
  /** Fewer images cannot be split into folds that say anything. */
  static final int LEAST_IMAGES = 8;

  static final String RUN = "run";
  static final String BACKBONE = "backbone";

  private final VersionStore store;
  private final Backbone backbone;
  private final NDManager manager;
  private final ImageGuard guard;
  private final RegionSegmenter segmenter;

  public ContinualTrainer(
      VersionStore store,
      Backbone backbone,
      NDManager manager,
      ImageGuard guard,
      RegionSegmenter segmenter) {
    this.store = store;
    this.backbone = backbone;
    this.manager = manager;
    this.guard = guard;
    this.segmenter = segmenter;
  }

  /**
   * Learns one task and publishes a version that holds it beside all earlier ones.
   *
   * @throws LearnException if it cannot be learned from what was given
   * @throws CancelledException if a stop was asked for
   */
  public LearnResult learn(
      LearnRequest request, ProgressListener listener, Cancellation cancellation) {
    return learn(request, listener, cancellation, Attempt.only());
  }

  /**
   * As {@link #learn(LearnRequest, ProgressListener, Cancellation)}, for a scheduler that may start
   * the same work twice.
   */
  public LearnResult learn(
      LearnRequest asked, ProgressListener listener, Cancellation cancellation, Attempt attempt) {
    LearnRequest request = asked.on(backbone.info());
    String data = request.images().fingerprint();
    String run = RunId.of(request, data, backbone.info().sha256());
    Optional<Version> latest = store.latest();
    requireSameBackbone(latest);
    Optional<LearnResult> known = latest.flatMap(v -> learned(v, request, run));
    if (known.isPresent()) {
      return known.get();
    }
    int images = request.images().images().size();
    if (images < LEAST_IMAGES) {
      throw new LearnException(
          "expected at least %d normal images of '%s', found %d; add more"
              .formatted(LEAST_IMAGES, request.task(), images));
    }
    Preset preset = request.preset();
    var meter = new Meter(listener, cancellation, LearnCost.passes(preset, images));
    try (Workspace workspace = attempt.workspace(store, jobKey(request, run))) {
      try {
        LearnResult result = learn(request, data, run, workspace, meter, attempt);
        workspace.discard();
        return result;
      } catch (CancelledException e) {
        workspace.discard();
        throw e;
      }
    }
  }

  private LearnResult learn(
      LearnRequest request,
      String data,
      String run,
      Workspace workspace,
      Meter meter,
      Attempt attempt) {
    Preset preset = request.preset();
    FeatureSpec routing = Routing.of(backbone);
    FeatureSpec features = features(preset, request.region());
    ImageSource inputs = source(request, features);
    ImageSource routed =
        features.preprocessing().equals(routing.preprocessing())
            ? inputs
            : source(request, routing);
    var embedder = new Embedder(backbone, features);
    PromptDecision decision =
        new PromptLearner(manager, embedder, preset.prompts(), segmenter, request.seed())
            .learn(
                inputs, new CheckpointFiles(workspace.directory(), run, preset.prompts()), meter);
    ScoringSpec scoring =
        new ScoringSpec(
            preset.scoring().reweightNeighbours(),
            preset.scoring().sigma(),
            preset.scoring().falseAlarmRate(),
            preset.scoring().reviewRate());
    MemoryBuilder.Built built =
        new MemoryBuilder(
                manager, backbone, routing, features, preset.bank(), scoring, request.seed(), meter)
            .build(routed, inputs, decision.prompts());
    Sources sources = Sources.of(names(request), built.key(), built.knowledge());
    var memory =
        new TaskMemory(
            request.task().toString(),
            new BackboneId(backbone.info().name(), backbone.info().sha256()),
            routing,
            sources.key(),
            built.descriptors(),
            features,
            decision.prompts(),
            sources.knowledge(),
            sources.images(),
            built.calibration(),
            scoring,
            provenance(request, data, run, decision));
    List<SmokeImage> smoke =
        SmokeChoice.of(
            inputs,
            memory,
            preset.bank().halfPrecision(),
            backbone,
            manager,
            guard,
            workspace.directory());
    Version version = publish(request, memory, smoke, attempt);
    return new LearnResult(version.id(), false, Optional.of(decision));
  }

  private FeatureSpec features(Preset preset, RegionOfInterest region) {
    Preset.Features wanted = preset.features();
    int last = wanted.blocks().get(wanted.blocks().size() - 1);
    int depth = backbone.info().shape().depth();
    int patch = backbone.info().shape().patch();
    if (last >= depth) {
      throw new LearnException(
          "preset '%s' asks for block %d, the backbone '%s' has blocks 0 to %d; choose another preset or backbone"
              .formatted(preset.name(), last, backbone.info().name(), depth - 1));
    }
    int size = wanted.size() / patch * patch;
    return new FeatureSpec(
        Routing.input(backbone.info(), size, wanted.fit()).of(region),
        wanted.blocks(),
        wanted.normalised(),
        wanted.pooledWidth());
  }

  private ImageSource source(LearnRequest request, FeatureSpec features) {
    return new ImageSource(
        request.images().images().stream().map(TrainingImage::file).toList(),
        names(request),
        guard,
        new Preprocessor(features.preprocessing()));
  }

  private static List<String> names(LearnRequest request) {
    return request.images().images().stream().map(TrainingImage::name).toList();
  }

  private Version publish(
      LearnRequest request, TaskMemory memory, List<SmokeImage> smoke, Attempt attempt) {
    Optional<Version> parent = store.latest();
    var attributes = memory.provenance().deepCopy();
    var backboneJson = new JsonObject();
    backboneJson.addProperty("name", memory.backbone().name());
    backboneJson.addProperty("sha256", memory.backbone().sha256());
    attributes.add(BACKBONE, backboneJson);
    boolean half = request.preset().bank().halfPrecision();
    return store.publish(
        Publication.on(parent)
            .put(request.task(), out -> MemoryFile.write(memory, half, smoke, out), attributes)
            .summary(
                "learned %s from %d images with preset %s"
                    .formatted(
                        request.task(), request.images().images().size(), request.preset().name()))
            .onConflict(OnConflict.REBASE)
            .condition(attempt.condition())
            .build());
  }

  private static JsonObject provenance(
      LearnRequest request, String data, String run, PromptDecision decision) {
    var json = new JsonObject();
    json.addProperty(RUN, run);
    json.addProperty("images", request.images().images().size());
    json.addProperty("data", data);
    json.addProperty("seed", request.seed());
    json.add("preset", Presets.json(request.preset()));
    json.add("prompts", decision.json());
    return json;
  }

  private void requireSameBackbone(Optional<Version> latest) {
    for (TaskEntry entry : latest.map(v -> v.manifest().tasks()).orElse(List.of())) {
      JsonObject found = entry.attributes().getAsJsonObject(BACKBONE);
      if (found != null && !found.get("sha256").getAsString().equals(backbone.info().sha256())) {
        throw new LearnException(
            "the tasks of this store were learned with backbone '%s' (%s), the one given is '%s' (%s); use the first, or another store"
                .formatted(
                    found.get("name").getAsString(),
                    found.get("sha256").getAsString(),
                    backbone.info().name(),
                    backbone.info().sha256()));
      }
    }
  }

  private static Optional<LearnResult> learned(Version latest, LearnRequest request, String run) {
    return latest
        .manifest()
        .task(request.task())
        .map(TaskEntry::attributes)
        .filter(a -> a.has(RUN) && a.get(RUN).getAsString().equals(run))
        .map(a -> new LearnResult(latest.id(), true, Optional.empty()));
  }

  private static JobKey jobKey(LearnRequest request, String run) {
    String task = request.task().toString();
    return new JobKey(task.substring(0, Math.min(task.length(), 40)) + "-" + run.substring(0, 16));
  }
}
