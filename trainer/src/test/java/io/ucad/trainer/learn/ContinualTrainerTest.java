package io.ucad.trainer.learn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDManager;
import com.google.gson.JsonObject;
import io.ucad.detector.Detector;
import io.ucad.detector.Inspection;
import io.ucad.detector.InspectionOptions;
import io.ucad.detector.backbone.Backbone;
import io.ucad.detector.image.Fit;
import io.ucad.detector.image.ImageGuard;
import io.ucad.detector.image.ImageLimits;
import io.ucad.detector.image.RegionOfInterest;
import io.ucad.detector.memory.MemoryFile;
import io.ucad.detector.memory.PromptValues;
import io.ucad.detector.memory.SmokeImage;
import io.ucad.detector.memory.SmokeImages;
import io.ucad.detector.memory.TaskMemory;
import io.ucad.store.ModelStore;
import io.ucad.store.TaskName;
import io.ucad.store.Version;
import io.ucad.trainer.preset.Preset;
import io.ucad.trainer.progress.Cancellation;
import io.ucad.trainer.progress.CancelledException;
import io.ucad.trainer.progress.ProgressListener;
import io.ucad.trainer.region.GraphSegmenter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ContinualTrainerTest {
  @TempDir private static Path shared;
  @TempDir private Path folder;

  private TinyFactory factory;
  private Backbone backbone;
  private NDManager manager;

  @BeforeEach
  void open() throws IOException {
    factory = TinyFactory.in(shared);
    backbone = factory.backbone();
    manager = NDManager.newBaseManager();
  }

  @AfterEach
  void close() {
    manager.close();
    backbone.close();
  }

  private ContinualTrainer trainer(ModelStore store, Backbone vit) {
    return new ContinualTrainer(
        store, vit, manager, new ImageGuard(ImageLimits.defaults()), new GraphSegmenter());
  }

  private LearnResult learn(ModelStore store, String task, Preset preset) {
    return trainer(store, backbone)
        .learn(factory.request(task, preset), ProgressListener.NONE, new Cancellation());
  }

  private static String hash(Version version, String task) {
    return version.manifest().task(new TaskName(task)).orElseThrow().sha256();
  }

  @Test
  void learningATaskLeavesEarlierOnesAsTheyWereToTheLastByte() throws IOException {
    ModelStore store = ModelStore.openOrCreate(folder.resolve("store"));
    learn(store, "tile", TinyFactory.plain());
    Version first = store.latest().orElseThrow();
    byte[] before = Files.readAllBytes(first.file(new TaskName("tile")));
    LearnResult second = learn(store, "fabric", TinyFactory.plain());
    Version version = store.version(second.version());
    assertThat(version.manifest().parent()).contains(first.id());
    assertThat(Files.readAllBytes(version.file(new TaskName("tile")))).isEqualTo(before);
    assertThat(MemoryFile.readAll(version.files()))
        .extracting(TaskMemory::task)
        .containsExactly("tile", "fabric");
  }

  @Test
  void aSizeThatThePresetLeavesOpenIsThatOfTheBackboneAndIsWrittenDown() throws IOException {
    ModelStore store = ModelStore.openOrCreate(folder.resolve("store"));
    Preset plain = TinyFactory.plain();
    var open = new Preset.Features(0, Fit.STRETCH, List.of(1, 2), true, 0);
    learn(
        store,
        "tile",
        new Preset("open", "", open, plain.bank(), plain.scoring(), plain.prompts()));

    Version version = store.latest().orElseThrow();
    int size = backbone.info().inputSize();
    assertThat(MemoryFile.readAll(version.files()).get(0).features().preprocessing().width())
        .isEqualTo(size);
    JsonObject preset =
        version
            .manifest()
            .task(new TaskName("tile"))
            .orElseThrow()
            .attributes()
            .getAsJsonObject("preset");
    assertThat(preset.getAsJsonObject("features").get("size").getAsInt()).isEqualTo(size);
  }

  @Test
  void promptsAreLearnedSideBySideInOneProcessAsTheyAreAlone() throws Exception {
    Preset preset = TinyFactory.preset(Preset.Objective.SCL, Preset.PromptKind.ADDITIVE, false);
    ModelStore alone = ModelStore.openOrCreate(folder.resolve("alone"));
    learn(alone, "tile", preset);
    String expected = hash(alone.latest().orElseThrow(), "tile");

    try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
      List<Future<String>> hashes = new ArrayList<>();
      for (int i = 0; i < 4; i++) {
        ModelStore store = ModelStore.openOrCreate(folder.resolve("store" + i));
        hashes.add(
            threads.submit(
                () -> {
                  learn(store, "tile", preset);
                  return hash(store.latest().orElseThrow(), "tile");
                }));
      }
      for (Future<String> hash : hashes) {
        assertThat(hash.get()).isEqualTo(expected);
      }
    }
  }

  @Test
  void smokeImagesScoreAsTheFileSaysWhereverTheVersionIsLoaded() throws IOException {
    ModelStore store = ModelStore.openOrCreate(folder.resolve("store"));
    learn(store, "tile", TinyFactory.plain());
    learn(store, "fabric", TinyFactory.plain());
    Version version = store.latest().orElseThrow();
    try (NDManager manager = NDManager.newBaseManager();
        Detector detector = Detector.load(manager, backbone, version.files())) {
      for (String task : List.of("tile", "fabric")) {
        Path file = version.file(new TaskName(task));
        List<SmokeImage> smoke = SmokeImages.read(file);
        assertThat(smoke).hasSize(3);
        for (SmokeImage image : smoke) {
          Inspection found =
              detector.inspect(
                  new ImageGuard(ImageLimits.defaults()).decode(image.png()),
                  InspectionOptions.of(Optional.of(task), false));
          assertThat(found.score()).isCloseTo(image.score(), within(1e-5f));
        }
        assertThat(smoke.stream().mapToInt(i -> i.png().length).sum()).isLessThan(1_000_000);
      }
    }
  }

  @Test
  void askingAgainForWhatWasLearnedDoesNothing() {
    ModelStore store = ModelStore.openOrCreate(folder.resolve("store"));
    LearnResult first = learn(store, "tile", TinyFactory.plain());
    LearnResult again = learn(store, "tile", TinyFactory.plain());
    assertThat(first.alreadyLearned()).isFalse();
    assertThat(again.alreadyLearned()).isTrue();
    assertThat(again.version()).isEqualTo(first.version());
    assertThat(store.versions()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({"NONE, false", "SCL, false", "DEFECT_CONTRAST, true"})
  void aRegionOfInterestIsLearnedAndAnotherOneIsLearnedAnew(
      Preset.Objective objective, boolean guarded) throws IOException {
    ModelStore store = ModelStore.openOrCreate(folder.resolve("store"));
    Preset preset = TinyFactory.preset(objective, Preset.PromptKind.ADDITIVE, guarded);
    LearnResult whole = learn(store, "tile", preset);
    var region = new RegionOfInterest(0.25, 0, 0.5, 0.75);
    LearnRequest request = factory.request("tile", preset);
    var partly = new LearnRequest(request.task(), request.images(), region, preset, request.seed());
    LearnResult part =
        trainer(store, backbone).learn(partly, ProgressListener.NONE, new Cancellation());
    LearnResult again =
        trainer(store, backbone).learn(partly, ProgressListener.NONE, new Cancellation());

    assertThat(part.version()).isNotEqualTo(whole.version());
    assertThat(again.alreadyLearned()).isTrue();
    Version version = store.version(part.version());
    TaskMemory memory = MemoryFile.read(version.file(new TaskName("tile")));
    assertThat(memory.features().preprocessing().region()).isEqualTo(region);
    assertThat(memory.routing().preprocessing().region().isWhole()).isTrue();
    assertThat(hash(version, "tile")).isNotEqualTo(hash(store.version(whole.version()), "tile"));
  }

  @ParameterizedTest
  @CsvSource({
    "NONE, ADDITIVE, false",
    "SCL, ADDITIVE, false",
    "SCL, PREFIX, false",
    "DEFECT_CONTRAST, ADDITIVE, true",
    "DEFECT_CONTRAST, PREFIX, true"
  })
  void theSameSeedGivesTheSameBytes(
      Preset.Objective objective, Preset.PromptKind kind, boolean guarded) {
    Preset preset = TinyFactory.preset(objective, kind, guarded);
    ModelStore one = ModelStore.openOrCreate(folder.resolve("one"));
    ModelStore two = ModelStore.openOrCreate(folder.resolve("two"));
    learn(one, "tile", preset);
    learn(two, "tile", preset);
    assertThat(hash(one.latest().orElseThrow(), "tile"))
        .isEqualTo(hash(two.latest().orElseThrow(), "tile"));
  }

  @ParameterizedTest
  @CsvSource({"SCL, ADDITIVE, false", "SCL, PREFIX, false", "DEFECT_CONTRAST, ADDITIVE, true"})
  void aRunThatDiesAfterAnyCheckpointResumesToTheSameResult(
      Preset.Objective objective, Preset.PromptKind kind, boolean guarded) {
    Preset preset = TinyFactory.preset(objective, kind, guarded);
    ModelStore whole = ModelStore.openOrCreate(folder.resolve("whole"));
    learn(whole, "tile", preset);
    for (int epoch = 1; epoch <= 3; epoch++) {
      ModelStore store = ModelStore.openOrCreate(folder.resolve("died" + epoch));
      assertThatThrownBy(
              () ->
                  trainer(store, backbone)
                      .learn(
                          factory.request("tile", preset),
                          new DiesInEpoch(epochName(store)),
                          new Cancellation()))
          .isInstanceOf(DiesInEpoch.Death.class);
      assertThat(store.versions()).isEmpty();
      var resumed = new DiesInEpoch("never");
      trainer(store, backbone).learn(factory.request("tile", preset), resumed, new Cancellation());
      assertThat(hash(store.latest().orElseThrow(), "tile"))
          .isEqualTo(hash(whole.latest().orElseThrow(), "tile"));
      assertThat(resumed.messages()).anyMatch(m -> m.contains("resumed after epoch"));
    }
  }

  /** Dies in epoch 2 or 3, so that at least one checkpoint is there. */
  private static String epochName(ModelStore store) {
    return store.root().toString().endsWith("died3") ? "epoch 3" : "epoch 2";
  }

  @Test
  void aCancelledRunLeavesNothingBehind() throws IOException {
    ModelStore store = ModelStore.openOrCreate(folder.resolve("store"));
    Preset preset = TinyFactory.preset(Preset.Objective.SCL, Preset.PromptKind.ADDITIVE, false);
    var cancellation = new Cancellation();
    var listener =
        new ProgressListener() {
          @Override
          public void progress(String what, double done, double total) {
            if (what.contains("epoch 2")) {
              cancellation.request();
            }
          }

          @Override
          public void message(String text) {}
        };
    assertThatThrownBy(
            () ->
                trainer(store, backbone)
                    .learn(factory.request("tile", preset), listener, cancellation))
        .isInstanceOf(CancelledException.class);
    assertThat(store.versions()).isEmpty();
    try (Stream<Path> files = Files.walk(store.root())) {
      assertThat(files.filter(f -> f.toString().contains("prompts.safetensors"))).isEmpty();
    }
  }

  @Test
  void refusesAnotherBackboneThanTheStoreWasLearnedWith() {
    ModelStore store = ModelStore.openOrCreate(folder.resolve("store"));
    learn(store, "tile", TinyFactory.plain());
    try (Backbone other = factory.otherBackbone()) {
      assertThatThrownBy(
              () ->
                  trainer(store, other)
                      .learn(
                          factory.request("fabric", TinyFactory.plain()),
                          ProgressListener.NONE,
                          new Cancellation()))
          .isInstanceOf(LearnException.class)
          .hasMessageContaining("backbone");
    }
    assertThat(store.versions()).hasSize(1);
  }

  @Test
  void theManifestSaysWhatWasDecidedAboutPromptsAndWhy() {
    ModelStore store = ModelStore.openOrCreate(folder.resolve("store"));
    learn(
        store,
        "tile",
        TinyFactory.preset(Preset.Objective.DEFECT_CONTRAST, Preset.PromptKind.ADDITIVE, true));
    Version version = store.latest().orElseThrow();
    JsonObject attributes =
        version.manifest().task(new TaskName("tile")).orElseThrow().attributes();
    JsonObject prompts = attributes.getAsJsonObject("prompts");
    List<Double> criterion =
        prompts.getAsJsonArray("criterion").asList().stream().map(v -> v.getAsDouble()).toList();
    assertThat(criterion).hasSize(4);
    double best = criterion.subList(1, 4).stream().mapToDouble(v -> v).max().orElseThrow();
    boolean rises = best > criterion.get(0);
    assertThat(prompts.get("kept").getAsBoolean()).isEqualTo(rises);
    assertThat(prompts.get("reason").getAsString()).startsWith(rises ? "kept" : "refused");
    PromptValues stored = MemoryFile.readAll(version.files()).get(0).prompts();
    assertThat(stored instanceof PromptValues.None).isEqualTo(!rises);
    assertThat(attributes.get("seed").getAsLong()).isEqualTo(1);
    assertThat(attributes.get("data").getAsString()).hasSize(64);
  }

  @Test
  void tooFewImagesAreRefusedWithASentence() throws IOException {
    Path few = Files.createDirectories(folder.resolve("few"));
    try (Stream<Path> images = Files.list(factory.data().resolve("tile/train/good"))) {
      for (Path image : images.sorted().limit(3).toList()) {
        Files.copy(image, few.resolve(image.getFileName()));
      }
    }
    ModelStore store = ModelStore.openOrCreate(folder.resolve("store"));
    var request =
        new LearnRequest(
            new TaskName("few"),
            io.ucad.trainer.data.TrainingImages.of(few),
            TinyFactory.plain(),
            1);
    assertThatThrownBy(
            () ->
                trainer(store, backbone).learn(request, ProgressListener.NONE, new Cancellation()))
        .isInstanceOf(LearnException.class)
        .hasMessageContaining("found 3");
  }
}
