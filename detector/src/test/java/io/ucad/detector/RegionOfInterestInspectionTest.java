package io.ucad.detector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import ai.djl.ndarray.NDManager;
import io.ucad.detector.backbone.Backbone;
import io.ucad.detector.image.DecodedImage;
import io.ucad.detector.image.Fit;
import io.ucad.detector.image.Preprocessing;
import io.ucad.detector.image.RegionOfInterest;
import io.ucad.detector.image.RegionOfInterest.Cut;
import io.ucad.detector.memory.PromptValues;
import io.ucad.detector.memory.TaskMemory;
import io.ucad.detector.routing.Router;
import io.ucad.detector.scoring.AnomalyMap;
import io.ucad.detector.scoring.Region;
import io.ucad.detector.testing.Native;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A task about a part of its images answers as one that was learned from that part alone, in terms
 * of the whole image.
 */
class RegionOfInterestInspectionTest {
  private static final PromptValues NONE = new PromptValues.None();

  /** Holds the defects of the test's products, which are at 0.65 to 0.85. */
  private static final RegionOfInterest LOWER_RIGHT = new RegionOfInterest(0.4, 0.5, 0.6, 0.5);

  private static final RegionOfInterest UPPER_LEFT = new RegionOfInterest(0, 0, 0.6, 0.6);

  @TempDir private Path folder;

  @ParameterizedTest
  @EnumSource
  void itAnswersAsOneThatKnowsNothingButThePart(Fit fit) {
    try (Backbone backbone = DetectorFixture.backbone(folder);
        NDManager manager = Native.manager()) {
      Preprocessing input = input(fit);
      List<DecodedImage> normals = DetectorFixture.normals(0);
      TaskMemory part = make(backbone, input.of(LOWER_RIGHT), normals);
      TaskMemory alone = make(backbone, input, normals.stream().map(LOWER_RIGHT::of).toList());
      DecodedImage image = DetectorFixture.defective(0, 3);
      Cut cut = LOWER_RIGHT.in(image.width(), image.height());
      try (Detector partly = detector(manager, backbone, part);
          Detector wholly = detector(manager, backbone, alone)) {
        Inspection found = partly.inspect(image, named());
        Inspection expected = wholly.inspect(LOWER_RIGHT.of(image), named());

        assertThat(found.score()).isEqualTo(expected.score());
        assertThat(found.verdict()).isEqualTo(expected.verdict());
        if (fit == Fit.STRETCH) {
          assertThat(found.verdict()).isEqualTo(Verdict.NG);
          assertThat(found.regions()).isNotEmpty();
        }
        assertThat(found.regions())
            .isEqualTo(expected.regions().stream().map(r -> r.moved(cut.x(), cut.y())).toList());
        assertThat(found.regions()).allSatisfy(r -> assertInside(r, cut));
        assertMapsAgree(found.map(), expected.map());
        PatchBox inPart = wholly.patch("part", 4, 5, cut.width(), cut.height()).orElseThrow();
        PatchBox inImage = partly.patch("part", 4, 5, image.width(), image.height()).orElseThrow();
        assertThat(inImage.x())
            .isCloseTo(LOWER_RIGHT.left() + inPart.x() * LOWER_RIGHT.width(), within(1e-9));
        assertThat(inImage.y())
            .isCloseTo(LOWER_RIGHT.top() + inPart.y() * LOWER_RIGHT.height(), within(1e-9));
        assertThat(inImage.width()).isCloseTo(inPart.width() * LOWER_RIGHT.width(), within(1e-9));
      }
    }
  }

  @Test
  void whatLiesOutsideIsNeverAnomalousButStillRoutes() {
    try (Backbone backbone = DetectorFixture.backbone(folder);
        NDManager manager = Native.manager()) {
      TaskMemory part =
          make(backbone, input(Fit.STRETCH).of(UPPER_LEFT), DetectorFixture.normals(0));
      DecodedImage good = DetectorFixture.normal(0, 5);
      DecodedImage marked = DetectorFixture.defective(0, 5);
      try (Detector detector = detector(manager, backbone, part)) {
        Inspection before = detector.inspect(good, InspectionOptions.DEFAULT);
        Inspection after = detector.inspect(marked, InspectionOptions.DEFAULT);

        assertThat(after.score()).isEqualTo(before.score());
        assertThat(after.map().values()).isEqualTo(before.map().values());
        assertThat(after.distance().orElseThrow()).isNotEqualTo(before.distance().orElseThrow());
      }
    }
  }

  @Test
  void theMapOfASmallPartStaysSmall() {
    var map = new AnomalyMap(224, 224, new float[224 * 224]);
    for (int i = 0; i < 224 * 224; i++) {
      map.values()[i] = 1;
    }

    AnomalyMap whole = map.within(new Cut(400, 0, 100, 50), 2000, 1000);

    assertThat(whole.width()).isEqualTo(1024);
    assertThat(whole.height()).isEqualTo(1024);
    double share = 0;
    for (float value : whole.values()) {
      share += value;
    }
    assertThat(share / whole.values().length).isCloseTo(0.05 * 0.05, within(1e-4));
  }

  private static void assertMapsAgree(AnomalyMap found, AnomalyMap expected) {
    assertThat(found.max()).isCloseTo(expected.max(), within(1e-6f));
    int left = (int) (LOWER_RIGHT.left() * found.width());
    int top = (int) (LOWER_RIGHT.top() * found.height());
    for (int y = 0; y < found.height(); y++) {
      for (int x = 0; x < found.width(); x++) {
        float value = found.values()[y * found.width() + x];
        if (x < left || y < top) {
          assertThat(value).as("outside, at %d, %d", x, y).isZero();
        } else {
          assertThat(value).as("inside, at %d, %d", x, y).isPositive();
        }
      }
    }
    int corner = found.values().length - 1;
    assertThat(found.values()[corner]).isEqualTo(expected.values()[expected.values().length - 1]);
  }

  private static void assertInside(Region region, Cut cut) {
    assertThat(region.x()).isGreaterThanOrEqualTo(cut.x());
    assertThat(region.y()).isGreaterThanOrEqualTo(cut.y());
    assertThat(region.x() + region.width()).isLessThanOrEqualTo(cut.x() + cut.width());
    assertThat(region.y() + region.height()).isLessThanOrEqualTo(cut.y() + cut.height());
  }

  private static Preprocessing input(Fit fit) {
    var plain = Preprocessing.imageNet(64, 64);
    return new Preprocessing(64, 64, fit, plain.filter(), plain.mean(), plain.std());
  }

  private static TaskMemory make(
      Backbone backbone, Preprocessing input, List<DecodedImage> normals) {
    return DetectorFixture.maker(backbone, DetectorFixture.SCORING)
        .make("part", DetectorFixture.spec(input, 1, 2), NONE, normals);
  }

  private static Detector detector(NDManager manager, Backbone backbone, TaskMemory memory) {
    return new Detector(manager, backbone, List.of(memory), Router.CANDIDATES);
  }

  private static InspectionOptions named() {
    return new InspectionOptions(Optional.of("part"), 0);
  }
}
