package io.ucad.detector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.index.NDIndex;
import io.ucad.detector.DetectorException.Code;
import io.ucad.detector.backbone.Backbone;
import io.ucad.detector.coreset.Bank;
import io.ucad.detector.features.FeatureSpec;
import io.ucad.detector.image.Preprocessing;
import io.ucad.detector.memory.BackboneId;
import io.ucad.detector.memory.PromptValues;
import io.ucad.detector.memory.TaskMemory;
import io.ucad.detector.testing.Native;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What cannot answer is refused when the model is loaded; what turns bad later is no answer. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ModelCheckTest {
  private static final Preprocessing INPUT = Preprocessing.imageNet(32, 32);

  private Backbone backbone;
  private NDManager manager;
  private TaskMemory sound;

  @BeforeAll
  void start(@TempDir Path folder) {
    backbone = DetectorFixture.backbone(folder);
    manager = Native.manager();
    sound =
        DetectorFixture.maker(backbone, DetectorFixture.SCORING)
            .make(
                "sound",
                DetectorFixture.spec(INPUT, 1, 2),
                new PromptValues.None(),
                DetectorFixture.normals(0));
  }

  @AfterAll
  void stop() {
    manager.close();
    backbone.close();
  }

  @Test
  void noTaskIsNoModel() {
    assertRefused(List.of(), Code.EMPTY_MODEL, "learn one first");
  }

  @Test
  void aMemoryOfAnotherBackboneIsRefused() {
    TaskMemory other =
        with(
            "other",
            new BackboneId("vit-b16", "ab".repeat(32)),
            sound.routing(),
            sound.key(),
            sound.features(),
            sound.prompts(),
            sound.knowledge());

    assertRefused(List.of(sound, other), Code.WRONG_BACKBONE, "'vit-b16'");
  }

  @Test
  void tasksRoutedByOtherFeaturesAreRefused() {
    FeatureSpec other = DetectorFixture.spec(INPUT, 2);
    TaskMemory mixed =
        with(
            "mixed",
            sound.backbone(),
            other,
            sound.key(),
            sound.features(),
            sound.prompts(),
            sound.knowledge());

    assertRefused(List.of(sound, mixed), Code.MIXED_ROUTING, "'mixed'");
  }

  @Test
  void aTaskMayNotBeThereTwice() {
    assertRefused(List.of(sound, sound), Code.DUPLICATE_TASK, "'sound' twice");
  }

  @Test
  void promptsMustFitTheBackbone() {
    assertMisfit(DetectorFixture.additive(6, 1), "at most 5 blocks and width 16, found 6 blocks");
    assertMisfit(DetectorFixture.prefix(6, 1), "at most 5 blocks and width 16, found 6 blocks");
    assertMisfit(new PromptValues.Additive(1, 8, new float[8]), "found 1 blocks and width 8");
    assertMisfit(
        new PromptValues.Prefix(1, 1, 32, new float[32], new float[32]),
        "found 1 blocks and width 32");
  }

  private void assertMisfit(PromptValues prompts, String message) {
    assertRefused(
        List.of(
            with(
                "misfit",
                sound.backbone(),
                sound.routing(),
                sound.key(),
                sound.features(),
                prompts,
                sound.knowledge())),
        Code.MISFIT,
        message);
  }

  @Test
  void knowledgeMustFitTheFeatures() {
    assertMisfit(DetectorFixture.spec(INPUT, 1), sound.knowledge(), "width 16");
    assertMisfit(new FeatureSpec(INPUT, List.of(1, 2), true, 40), sound.knowledge(), "width 40");
    assertMisfit(DetectorFixture.spec(INPUT, 1, 5), sound.knowledge(), "below 5");
    assertMisfit(
        DetectorFixture.spec(Preprocessing.imageNet(32, 36), 1, 2), sound.knowledge(), "36 x 32");
    Bank outside = new Bank(new float[32], 32, new int[1], new int[] {16});
    assertMisfit(sound.features(), outside, "patches below 16, found patch 16");
  }

  private void assertMisfit(FeatureSpec features, Bank knowledge, String message) {
    assertRefused(
        List.of(
            with(
                "misfit",
                sound.backbone(),
                sound.routing(),
                sound.key(),
                features,
                sound.prompts(),
                knowledge)),
        Code.MISFIT,
        message);
  }

  @Test
  void keysMustFitTheRouting() {
    Bank narrow = new Bank(new float[8], 8, new int[1], new int[1]);
    TaskMemory misfit =
        new TaskMemory(
            "misfit",
            sound.backbone(),
            sound.routing(),
            narrow,
            new float[8],
            sound.features(),
            sound.prompts(),
            sound.knowledge(),
            sound.images(),
            sound.calibration(),
            sound.scoring(),
            sound.provenance());

    assertRefused(List.of(misfit), Code.MISFIT, "key of blocks below 5 and width 16");
  }

  private void assertRefused(List<TaskMemory> memories, Code code, String message) {
    assertThatThrownBy(() -> new Detector(manager, backbone, memories, 8))
        .isInstanceOfSatisfying(DetectorException.class, e -> assertThat(e.code()).isEqualTo(code))
        .hasMessageContaining(message)
        .hasMessageContaining("found");
    assertThat(Native.arrays(manager)).as("a refused model leaves nothing").isZero();
  }

  @Test
  void aNumberThatIsNoneNeverReachesAnAnswer() {
    for (float hostile : new float[] {Float.NaN, Float.POSITIVE_INFINITY}) {
      // Not the first patch: a maximum that starts there would never see it.
      var damaged = new CountingBackbone(backbone, tap -> spoilPatch(tap, 9, hostile));
      try (var detector = new Detector(manager, damaged, List.of(sound), 8)) {
        for (Optional<String> task : List.of(Optional.<String>empty(), Optional.of("sound"))) {
          assertThatThrownBy(
                  () ->
                      detector.inspect(
                          List.of(DetectorFixture.normal(0, 1), DetectorFixture.normal(0, 2)),
                          new InspectionOptions(task, 5)))
              .isInstanceOfSatisfying(
                  DetectorException.class, e -> assertThat(e.code()).isEqualTo(Code.NOT_FINITE))
              .hasMessageContaining("'sound'");
        }
      }
      assertThat(Native.arrays(manager)).isZero();
    }
  }

  private static NDArray spoilPatch(NDArray tap, int patch, float value) {
    NDArray spoiled = tap.duplicate();
    spoiled.set(new NDIndex(":, " + (1 + patch)), value);
    return spoiled;
  }

  private TaskMemory with(
      String task,
      BackboneId id,
      FeatureSpec routing,
      Bank key,
      FeatureSpec features,
      PromptValues prompts,
      Bank knowledge) {
    return new TaskMemory(
        task,
        id,
        routing,
        key,
        sound.descriptors(),
        features,
        prompts,
        knowledge,
        sound.images(),
        sound.calibration(),
        sound.scoring(),
        sound.provenance());
  }
}
