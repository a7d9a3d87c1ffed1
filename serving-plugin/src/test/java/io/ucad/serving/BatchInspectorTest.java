package io.ucad.serving;

import static io.ucad.serving.Predictors.code;
import static io.ucad.serving.Predictors.image;
import static io.ucad.serving.Predictors.json;
import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.Device;
import ai.djl.modality.Input;
import ai.djl.modality.Output;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import io.ucad.detector.Detector;
import io.ucad.detector.backbone.Backbone;
import io.ucad.detector.backbone.Backbones;
import io.ucad.detector.backbone.Implementation;
import io.ucad.detector.image.DecodedImage;
import io.ucad.detector.image.ImageGuard;
import io.ucad.detector.image.ImageLimits;
import io.ucad.detector.testing.Native;
import io.ucad.serving.testing.TinyModel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Faults of ours, in the middle of a batch. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BatchInspectorTest {
  private static final byte[] WHITE = TinyModel.jpeg(white());

  private TinyModel tiny;
  private Backbone sound;
  private NDManager manager;

  @BeforeAll
  void start(@TempDir Path folder) {
    tiny = TinyModel.in(folder);
    sound = Backbones.load(tiny.backbone(), Device.cpu(), Implementation.TORCH_SCRIPT);
    manager = Native.manager();
  }

  @AfterAll
  void stop() {
    manager.close();
    sound.close();
  }

  @Test
  void aFaultThatOneImageCausesIsAnsweredWith500ToThatOneAlone() {
    for (Throwable fault : List.of(new IllegalStateException("x"), new AssertionError("x"))) {
      List<Output> answers = inspect(failingFor(this::isWhite, fault), batch(16, 5));

      for (int i = 0; i < 16; i++) {
        assertThat(answers.get(i).getCode()).as("image %d", i).isEqualTo(i == 5 ? 500 : 200);
      }
      assertThat(code(answers.get(5))).isEqualTo("INTERNAL_ERROR");
      assertThat(json(answers.get(5)).get("message").getAsString()).doesNotContain("IllegalState");
    }
  }

  @Test
  void aFaultOfEveryPassIsAnsweredToEverybody() {
    List<Output> answers =
        inspect(failingFor(images -> true, new OutOfMemoryError("native")), batch(4, 1));

    assertThat(answers).extracting(Output::getCode).containsOnly(503);
    assertThat(answers).extracting(Predictors::code).containsOnly("OUT_OF_MEMORY");
  }

  @Test
  void soundBatchesArePassedOnceThroughTheBackboneAndNothingStaysBehind() {
    var passes = new AtomicInteger();
    List<Output> answers = inspect(images -> passes.incrementAndGet(), batch(16, -1));

    assertThat(answers).extracting(Output::getCode).containsOnly(200);
    // One plain pass for all, and one for the prompts of each depth: two products have some.
    assertThat(passes).hasValue(3);
    assertThat(Native.arrays(manager)).isZero();
  }

  @Test
  void scoresThatAreNoNumbersAreOurFaultAndNeverReachTheAnswer() {
    List<Output> answers =
        inspect(images -> images.muli(Float.NaN), List.of(image(TinyModel.good(0, 0))));

    assertThat(answers.get(0).getCode()).isEqualTo(500);
    assertThat(code(answers.get(0))).isEqualTo("NOT_FINITE");
    assertThat(new String(answers.get(0).getData().getAsBytes(), StandardCharsets.UTF_8))
        .doesNotContain("NaN");
  }

  private List<Output> inspect(Consumer<NDArray> before, List<Input> inputs) {
    var backbone = new FaultyBackbone(sound, before);
    try (var detector = Detector.load(manager, backbone, tiny.version().files())) {
      return new BatchInspector(new ImageGuard(ImageLimits.defaults()), detector, "v1", "vit")
          .inspect(inputs);
    }
  }

  private static List<Input> batch(int size, int white) {
    List<Input> inputs = new ArrayList<>();
    for (int i = 0; i < size; i++) {
      inputs.add(image(i == white ? WHITE : TinyModel.good(i % 3, i)));
    }
    return inputs;
  }

  private static Consumer<NDArray> failingFor(Predicate<NDArray> which, Throwable fault) {
    return images -> {
      if (which.test(images)) {
        if (fault instanceof Error error) {
          throw error;
        }
        throw (RuntimeException) fault;
      }
    };
  }

  /** White is beyond what any other image of these tests has: 2 standard deviations and more. */
  private boolean isWhite(NDArray images) {
    try (NDArray rows = images.reshape(images.getShape().get(0), -1);
        NDArray means = rows.mean(new int[] {1})) {
      for (float mean : means.toFloatArray()) {
        if (mean > 2) {
          return true;
        }
      }
      return false;
    }
  }

  private static DecodedImage white() {
    byte[] grey = new byte[64 * 64];
    Arrays.fill(grey, (byte) 255);
    return DecodedImage.grey(64, 64, grey);
  }
}
