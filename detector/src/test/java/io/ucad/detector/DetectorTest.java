package io.ucad.detector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDManager;
import io.ucad.detector.backbone.Backbone;
import io.ucad.detector.image.DecodedImage;
import io.ucad.detector.memory.TaskMemory;
import io.ucad.detector.routing.Router;
import io.ucad.detector.scoring.Region;
import io.ucad.detector.testing.Native;
import io.ucad.detector.testing.Products;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** One model of eight unlike tasks: routed, scored, explained, alone and in batches. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DetectorTest {
  private static final String[] NAMES = {
    "plain", "deep", "additive", "prefix", "large", "padded", "additive-2", "prefix-2"
  };

  private Backbone backbone;
  private NDManager manager;
  private List<TaskMemory> memories;
  private Detector detector;

  @BeforeAll
  void start(@TempDir Path folder) {
    backbone = DetectorFixture.backbone(folder);
    manager = Native.manager();
    memories = DetectorFixture.tasks(backbone);
    detector = new Detector(manager, backbone, memories, Router.CANDIDATES);
  }

  @AfterAll
  void stop() {
    detector.close();
    assertThat(Native.arrays(manager)).as("a closed detector leaves nothing").isZero();
    manager.close();
    backbone.close();
  }

  @Test
  void recognisesEveryProductAndTellsGoodFromBad() {
    assertThat(detector.tasks()).containsExactly(NAMES);
    for (int product = 0; product < NAMES.length; product++) {
      int passed = 0;
      for (int image = 0; image < 3; image++) {
        Inspection good = inspect(DetectorFixture.normal(product, image));
        Inspection bad = inspect(DetectorFixture.defective(product, image));

        assertThat(good.task()).isEqualTo(NAMES[product]);
        assertThat(good.known()).isTrue();
        assertThat(good.margin()).isPresent();
        assertThat(good.score()).isLessThan(bad.score());
        assertThat(good.pValue()).isGreaterThanOrEqualTo(bad.pValue());
        assertThat(bad.task()).isEqualTo(NAMES[product]);
        assertThat(bad.verdict()).as("defect of %s", NAMES[product]).isEqualTo(Verdict.NG);
        assertThat(bad.threshold()).isGreaterThanOrEqualTo(bad.reviewThreshold());
        passed += good.verdict() == Verdict.NG ? 0 : 1;
      }
      // The fixture's false-alarm rate is 0.1, from only twelve images.
      assertThat(passed).as("good images of %s not refused", NAMES[product]).isPositive();
    }
  }

  @Test
  void distancesToAllTasksStandBesideTheRoute() {
    for (int product = 0; product < NAMES.length; product++) {
      DecodedImage image = DetectorFixture.normal(product, 1);
      Inspection inspection = inspect(image);

      List<TaskDistance> all = detector.distances(image);

      assertThat(all).extracting(TaskDistance::task).containsExactlyInAnyOrder(NAMES);
      assertThat(all).isSortedAccordingTo(Comparator.comparingDouble(TaskDistance::distance));
      TaskDistance own =
          all.stream().filter(d -> d.task().equals(inspection.task())).findFirst().orElseThrow();
      assertThat((double) own.distance())
          .isCloseTo(inspection.distance().orElseThrow(), within(1e-5));
      assertThat(own.known()).isEqualTo(inspection.known()).isTrue();
      assertThat(own.limit()).isPositive();
    }
  }

  @Test
  void patchesLieWhereTheyAreInTheSentImageAndPaddingIsNowhere() {
    // "plain" is stretched to 64 x 64 of patches of 8 px: an eighth of each side.
    assertThat(detector.patch("plain", 0, 0, 120, 88)).hasValue(new PatchBox(0, 0, 0.125, 0.125));
    assertThat(detector.patch("plain", 7, 3, 120, 88))
        .hasValue(new PatchBox(0.375, 0.875, 0.125, 0.125));
    // "padded" is fitted into 80 x 72: a wide image leaves bands above and below it.
    assertThat(detector.patch("padded", 0, 0, 160, 40)).isEmpty();
    PatchBox cut = detector.patch("padded", 3, 0, 160, 40).orElseThrow();
    assertThat(cut.y()).as("the rest of it is padding").isZero();
    assertThat(cut.height()).isCloseTo(0.3, within(1e-9));
    PatchBox whole = detector.patch("padded", 4, 0, 160, 40).orElseThrow();
    assertThat(whole.y()).isCloseTo(0.3, within(1e-9));
    assertThat(whole.height()).isCloseTo(0.4, within(1e-9));
    assertThat(detector.peakThreshold("plain")).isPositive();
    assertThatThrownBy(() -> detector.patch("nobody", 0, 0, 1, 1))
        .isInstanceOf(DetectorException.class);
  }

  @Test
  void aMixedBatchScoresAsItsImagesDoAlone() {
    List<DecodedImage> images = new ArrayList<>();
    for (int i = 0; i < 24; i++) {
      images.add(
          i % 4 == 3
              ? DetectorFixture.defective(i * 5 % 8, i)
              : DetectorFixture.normal(i * 5 % 8, i));
    }
    for (int size : new int[] {1, 8, 24}) {
      for (int start = 0; start < images.size(); start += size) {
        List<DecodedImage> batch = images.subList(start, start + size);
        assertSame(detector.inspect(batch, explained(Optional.empty())), batch, Optional.empty());
      }
    }
  }

  @Test
  void aBatchOfOneNamedTaskScoresAsItsImagesDoAlone() {
    for (String task : NAMES) {
      List<DecodedImage> batch = new ArrayList<>();
      for (int i = 0; i < 8; i++) {
        batch.add(DetectorFixture.normal(i % 8, i));
      }
      assertSame(detector.inspect(batch, explained(Optional.of(task))), batch, Optional.of(task));
    }
  }

  private void assertSame(
      List<Inspection> batch, List<DecodedImage> images, Optional<String> task) {
    assertThat(batch).hasSameSizeAs(images);
    for (int i = 0; i < images.size(); i++) {
      Inspection alone = detector.inspect(images.get(i), explained(task));
      Inspection together = batch.get(i);
      assertThat(together.task()).isEqualTo(alone.task());
      assertThat(together.verdict()).isEqualTo(alone.verdict());
      assertThat(together.score()).isCloseTo(alone.score(), within(1e-5f));
      assertThat(together.map().values()).containsExactly(alone.map().values(), within(1e-5f));
      assertThat(together.distance().isPresent()).isEqualTo(task.isEmpty());
      alone
          .distance()
          .ifPresent(d -> assertThat(together.distance()).hasValueCloseTo(d, within(1e-5)));
      alone.margin().ifPresent(m -> assertThat(together.margin()).hasValueCloseTo(m, within(1e-5)));
      assertThat(together.regions())
          .isEqualTo(alone.regions().stream().map(r -> peakOf(together, r)).toList());
      assertThat(together.explanation().get(0).score())
          .isCloseTo(alone.explanation().get(0).score(), within(1e-5f));
    }
  }

  /** The same box with the peak of the other map: peaks may differ in the last digit. */
  private static Region peakOf(Inspection other, Region region) {
    return other.regions().stream()
        .filter(r -> Math.abs(r.peak() - region.peak()) < 1e-5)
        .map(
            r ->
                new Region(
                    region.x(),
                    region.y(),
                    region.width(),
                    region.height(),
                    region.area(),
                    r.peak()))
        .findFirst()
        .orElse(region);
  }

  private static InspectionOptions explained(Optional<String> task) {
    return new InspectionOptions(task, 3);
  }

  @Test
  void aNamedTaskSkipsRouting() {
    Inspection own =
        detector.inspect(DetectorFixture.normal(3, 1), explained(Optional.of("prefix")));
    Inspection other =
        detector.inspect(DetectorFixture.normal(3, 1), explained(Optional.of("deep")));

    assertThat(own.task()).isEqualTo("prefix");
    assertThat(own.distance()).isEmpty();
    assertThat(own.margin()).isEmpty();
    assertThat(own.known()).isTrue();
    assertThat(own.score()).isCloseTo(inspect(DetectorFixture.normal(3, 1)).score(), within(1e-5f));
    assertThat(other.task()).isEqualTo("deep");
    assertThat(other.verdict()).as("another product is no good one").isEqualTo(Verdict.NG);
  }

  @Test
  void aTaskThatWasNeverLearnedIsATypedError() {
    assertThatThrownBy(
            () -> detector.inspect(DetectorFixture.normal(0, 0), explained(Optional.of("screw"))))
        .isInstanceOfSatisfying(
            DetectorException.class,
            e -> assertThat(e.code()).isEqualTo(DetectorException.Code.UNKNOWN_TASK))
        .hasMessageContaining("'screw'")
        .hasMessageContaining("plain, deep");
    assertThatThrownBy(() -> new InspectionOptions(Optional.empty(), -1))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void anImageOfNoProductIsUnknownAndClaimsNoPlace() {
    Inspection far = inspect(checkerboard());

    assertThat(far.known()).isFalse();
    assertThat(far.verdict()).isEqualTo(Verdict.UNKNOWN);
    assertThat(far.regions()).isEmpty();
    assertThat(far.distance().orElseThrow())
        .isGreaterThan(inspect(DetectorFixture.defective(0, 0)).distance().orElseThrow());
  }

  private static DecodedImage checkerboard() {
    byte[] grey = new byte[64 * 64];
    for (int i = 0; i < grey.length; i++) {
      grey[i] = (byte) ((i / 64 + i % 64) % 2 == 0 ? 255 : 0);
    }
    return DecodedImage.grey(64, 64, grey);
  }

  @Test
  void noImagesGiveNoAnswers() {
    assertThat(detector.inspect(List.of(), InspectionOptions.DEFAULT)).isEmpty();
  }

  @Test
  void mapAndRegionsCoverTheSentImageOfAnyShape() {
    int[][] sizes = {{60, 44}, {44, 60}, {200, 31}, {31, 200}, {7, 5}, {1000, 640}, {223, 1}};
    for (String task : NAMES) {
      for (int[] size : sizes) {
        Inspection answer =
            detector.inspect(
                Products.defective(0, 1, size[0], size[1]), explained(Optional.of(task)));

        assertThat(answer.width()).isEqualTo(size[0]);
        assertThat(answer.height()).isEqualTo(size[1]);
        assertThat(answer.map().values()).doesNotContain(Float.NaN);
        assertThat(answer.regions())
            .allSatisfy(
                r -> {
                  assertThat(r.x() + r.width()).isLessThanOrEqualTo(size[0]);
                  assertThat(r.y() + r.height()).isLessThanOrEqualTo(size[1]);
                });
        if (task.equals("padded")) {
          double aspect = (double) size[0] / size[1];
          double fits = Math.min(80.0 / size[0], 72.0 / size[1]);
          assertThat(answer.map().width())
              .as("%s", aspect)
              .isEqualTo((int) Math.max(1, Math.round(size[0] * fits)));
          assertThat(answer.map().height())
              .isEqualTo((int) Math.max(1, Math.round(size[1] * fits)));
        }
      }
    }
  }

  @Test
  void theDefectIsFoundWhereItIs() {
    // Random prefixes blind a task to places.
    for (int product : new int[] {0, 1, 2, 4, 5, 6}) {
      Inspection bad = inspect(DetectorFixture.defective(product, 0));

      // The defect covers 65 to 85 percent of both sides; its centre must be in the first region.
      Region first = bad.regions().get(0);
      assertThat(first.x()).as(NAMES[product]).isLessThan((int) (0.75 * bad.width()));
      assertThat(first.x() + first.width()).isGreaterThan((int) (0.75 * bad.width()));
      assertThat(first.y()).isLessThan((int) (0.75 * bad.height()));
      assertThat(first.y() + first.height()).isGreaterThan((int) (0.75 * bad.height()));
      assertThat(first.area()).isLessThan(bad.width() * bad.height() / 4);
      assertThat(first.peak()).isEqualTo(bad.map().max());
    }
  }

  @Test
  void explanationsNameTheWorstPatchesAndAnImageThatWasLearned() {
    for (int product = 0; product < NAMES.length; product++) {
      TaskMemory memory = memories.get(product);
      int rows = memory.features().preprocessing().height() / 8;
      int columns = memory.features().preprocessing().width() / 8;

      Inspection bad =
          detector.inspect(
              DetectorFixture.defective(product, 3), new InspectionOptions(Optional.empty(), 1000));

      assertThat(bad.explanation()).hasSize(rows * columns);
      assertThat(bad.explanation())
          .isSortedAccordingTo((a, b) -> Float.compare(b.score(), a.score()))
          .allSatisfy(
              e -> {
                assertThat(e.row()).isBetween(0, rows - 1);
                assertThat(e.column()).isBetween(0, columns - 1);
                assertThat(e.normalRow()).isBetween(0, rows - 1);
                assertThat(e.normalColumn()).isBetween(0, columns - 1);
                assertThat(memory.images()).contains(e.image());
              });
    }
  }

  @Test
  void anImageThatWasLearnedEntirelyIsItsOwnExplanation() {
    DecodedImage image = DetectorFixture.normal(0, 9);
    // 80 bank vectors hold all 64 patches of the one image that fills the bank.
    TaskMemory memory =
        DetectorFixture.maker(backbone, DetectorFixture.SCORING)
            .make(
                "one",
                DetectorFixture.ROUTING,
                new io.ucad.detector.memory.PromptValues.None(),
                List.of(image, DetectorFixture.normal(0, 10)));
    try (var one = new Detector(manager, backbone, List.of(memory), 1)) {
      Inspection answer = one.inspect(image, new InspectionOptions(Optional.empty(), 64));

      assertThat(answer.score()).isCloseTo(0, within(1e-5f));
      assertThat(answer.margin()).isEmpty();
      assertThat(answer.explanation())
          .hasSize(64)
          .allSatisfy(
              e -> {
                assertThat(e.score()).isCloseTo(0, within(1e-5f));
                assertThat(e.image()).isEqualTo("one/0.png");
                assertThat(e.normalRow()).isEqualTo(e.row());
                assertThat(e.normalColumn()).isEqualTo(e.column());
              });
    }
  }

  @Test
  void eightThreadsGetTheAnswersOfOne() throws Exception {
    List<Callable<Inspection>> calls = new ArrayList<>();
    List<Inspection> alone = new ArrayList<>();
    for (int i = 0; i < 48; i++) {
      DecodedImage image = DetectorFixture.normal(i % 8, i);
      alone.add(inspect(image));
      calls.add(() -> inspect(image));
    }
    int before = Native.arrays(manager);
    var pool = Executors.newFixedThreadPool(8);
    try {
      var answers = pool.invokeAll(calls);
      for (int i = 0; i < answers.size(); i++) {
        assertThat(answers.get(i).get().task()).isEqualTo(alone.get(i).task());
        assertThat(answers.get(i).get().score()).isCloseTo(alone.get(i).score(), within(1e-5f));
      }
    } finally {
      pool.shutdown();
    }
    assertThat(Native.arrays(manager)).isEqualTo(before);
  }

  @Test
  void timingsSayWhereTheTimeWent() {
    Timings timings = inspect(DetectorFixture.normal(2, 2)).timings();

    assertThat(timings.prepare()).isPositive();
    assertThat(timings.backbone()).isPositive();
    assertThat(timings.routing()).isPositive();
    assertThat(timings.scoring()).isPositive();
  }

  private Inspection inspect(DecodedImage image) {
    return detector.inspect(image, InspectionOptions.DEFAULT);
  }
}
