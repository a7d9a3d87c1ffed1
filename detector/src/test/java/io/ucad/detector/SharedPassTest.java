package io.ucad.detector;

import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDManager;
import io.ucad.detector.CountingBackbone.Pass;
import io.ucad.detector.backbone.Backbone;
import io.ucad.detector.image.DecodedImage;
import io.ucad.detector.testing.Native;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** No block runs twice on an image in the same way, and none after the last one needed. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SharedPassTest {
  private Backbone backbone;
  private NDManager manager;
  private CountingBackbone counting;
  private Detector detector;

  @BeforeAll
  void start(@TempDir Path folder) {
    backbone = DetectorFixture.backbone(folder);
    manager = Native.manager();
    counting = new CountingBackbone(backbone);
    detector = new Detector(manager, counting, DetectorFixture.tasks(backbone), 8);
  }

  @AfterAll
  void stop() {
    detector.close();
    manager.close();
    backbone.close();
  }

  @BeforeEach
  void forget() {
    counting.passes.clear();
  }

  @Test
  void aTaskOfTheRoutingBlockNeedsNothingMore() {
    inspect(0);

    assertThat(counting.passes).containsExactly(new Pass(0, 1, 1, false));
  }

  @Test
  void aDeeperPlainTaskGoesOnWhereTheRoutingEnded() {
    inspect(1);

    assertThat(counting.passes).containsExactly(new Pass(0, 1, 1, false), new Pass(2, 3, 1, false));
  }

  @Test
  void aPromptedTaskAndOneOfAnotherInputNeedOnePassMore() {
    inspect(2);
    assertThat(counting.passes).containsExactly(new Pass(0, 1, 1, false), new Pass(0, 2, 1, true));
    forget();

    inspect(4);
    assertThat(counting.passes).containsExactly(new Pass(0, 1, 1, false), new Pass(0, 2, 1, false));
  }

  @Test
  void aNamedTaskIsNotRouted() {
    detector.inspect(DetectorFixture.normal(1, 0), new InspectionOptions(Optional.of("deep"), 0));

    assertThat(counting.passes).containsExactly(new Pass(0, 3, 1, false));
  }

  @Test
  void aMixedBatchIsRoutedInOnePassAndContinuedByKind() {
    inspect(0, 1, 2, 3, 4, 5, 6, 7, 1, 2, 1);

    assertThat(counting.passes)
        .containsExactlyInAnyOrder(
            new Pass(0, 1, 11, false),
            new Pass(2, 3, 3, false),
            new Pass(0, 2, 3, true),
            new Pass(0, 2, 2, true),
            new Pass(0, 2, 1, false),
            new Pass(0, 2, 1, true));
  }

  private void inspect(int... products) {
    List<DecodedImage> images =
        IntStream.range(0, products.length)
            .mapToObj(i -> DetectorFixture.normal(products[i], i))
            .toList();
    List<String> found =
        detector.inspect(images, InspectionOptions.DEFAULT).stream().map(Inspection::task).toList();
    assertThat(found)
        .isEqualTo(Arrays.stream(products).mapToObj(p -> detector.tasks().get(p)).toList());
  }
}
